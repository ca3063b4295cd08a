import { randomUUID } from 'node:crypto';
import type { SharedStore } from '../../../../shared-store/shared-store.ts';
import type { CacheEntry, CacheStore } from '../store.ts';
import type { Tag } from '../tags.ts';
import { Announcements } from './announcements.ts';
import type { LogContent } from './log-entry.ts';
import { settledWithin } from './settled-within.ts';
import { WriteLog } from './write-log.ts';

/** How long a write waits for the store before it is sent. A store that takes longer soon counts as down. */
const BEGIN_WAIT_MS = 250;
/** How long it waits again before it is answered: to be logged, to be published, and for the other replicas. */
const END_WAIT_MS = 750;
/** How long the first reads of a process wait for the log of writes. */
const START_WAIT_MS = 250;
/** The log is read this often while answers are used: it has what messages have failed to bring. */
const SYNC_EVERY_MS = 1_000;
/** A write counts as left unfinished so long after its deadline. */
const OVERDUE_MS = 2_000;

export interface ReplicaOptions {
  readonly store: SharedStore;
  /** The answers in the memory of this process. */
  readonly first: CacheStore<unknown>;
  /** Begins the names in the store. */
  readonly namespace: string;
  /** Milliseconds for which answers are used while writes of other replicas cannot be known. */
  readonly unheardMs: number;
  readonly now: () => number;
}

/** This process as one of several replicas: it tells the others of its writes, and applies theirs. */
export class Replica {
  readonly name = randomUUID();
  readonly log: WriteLog;
  readonly #options: ReplicaOptions;
  readonly #announcements: Announcements;
  readonly #unsubscribe: () => void;
  #isSubscribed = false;
  #starting: Promise<unknown> | undefined;
  #isSyncing = false;
  /** Whether PostHog was asked before writes of other replicas became known. */
  #wasDeaf = false;

  constructor(options: ReplicaOptions) {
    const { store, first, namespace, now } = options;
    this.#options = options;
    this.log = new WriteLog({
      streams: store.streams,
      name: `${namespace}:writes`,
      replica: this.name,
      first,
      now,
    });
    this.#announcements = new Announcements(store.messages, `${namespace}:writes`, this.name, {
      entry: (id, entry) => {
        this.log.receive(id, entry);
      },
      missed: () => {
        this.#isSubscribed = true;
        this.#catchUp();
      },
    });
    this.#unsubscribe = store.onStatus(({ isUp }) => {
      if (isUp) this.#catchUp();
    });
    this.#starting = this.#start().finally(() => {
      this.#starting = undefined;
    });
  }

  /** True while writes of other replicas become known here. */
  get isCurrent(): boolean {
    return this.#options.store.status.isUp && this.#isSubscribed && this.log.isFollowed;
  }

  /** Resolves to `isCurrent`, shortly after the start of the process at the latest. */
  async isCurrentSoon(): Promise<boolean> {
    if (this.#starting && this.#options.store.status.isUp)
      await settledWithin(START_WAIT_MS, this.#starting);
    this.#wasDeaf ||= !this.isCurrent;
    return this.isCurrent;
  }

  /** Has to be called before answers in memory are looked at: applies what messages did not bring. */
  attend(): void {
    const now = this.#options.now();
    if (now >= this.log.pending.due) this.#endOverdue(now);
    if (now - this.log.syncedAt >= SYNC_EVERY_MS && this.isCurrent) this.#sync();
  }

  /**
   * Epoch milliseconds until which an answer in memory may be used as a fresh one: less than it is fresh for while
   * writes of other replicas cannot be known.
   */
  usableUntil({ asOf, freshUntil }: Pick<CacheEntry<unknown>, 'asOf' | 'freshUntil'>): number {
    if (this.isCurrent) return freshUntil;
    const { unheardMs } = this.#options;
    return Math.min(freshUntil, Math.max(asOf, this.log.syncedAt) + unheardMs);
  }

  /**
   * Logs that a write is about to be sent, so that it is not forgotten if this process dies before it ends.
   * @param ms until the deadline of the write
   * @returns the name of the write, for `ended`; never rejects
   */
  async began(tags: readonly Tag[], ms: number): Promise<string> {
    const write = randomUUID();
    const content: LogContent = { kind: 'began', write, tags, ms: ms + OVERDUE_MS };
    if (this.#options.store.status.isUp)
      await settledWithin(BEGIN_WAIT_MS, quietly(this.log.append(content)));
    return write;
  }

  /**
   * Makes answers with these tags invalid at all replicas, and waits for that (see `Announcements`). Never rejects.
   * @param write undefined where no write was the reason
   */
  async ended(write: string | undefined, tags: readonly Tag[]): Promise<void> {
    this.log.history.owe(tags);
    if (!this.#options.store.status.isUp) return;
    await settledWithin(END_WAIT_MS, quietly(this.#announceOwed(write, tags)));
  }

  /** Makes answers with these tags invalid at the other replicas, because a poll saw a change. Never rejects. */
  async outdate(tags: readonly Tag[]): Promise<void> {
    if (!this.#options.store.status.isUp) return;
    await settledWithin(END_WAIT_MS, quietly(this.#announce({ kind: 'outdated', tags })));
  }

  close(): void {
    this.#unsubscribe();
    this.#announcements.close();
  }

  async #start(): Promise<void> {
    const subscribe = async () => {
      await this.#announcements.ready;
      this.#isSubscribed = true;
    };
    await Promise.all([quietly(subscribe()), quietly(this.log.sync())]);
    if (this.#wasDeaf) this.#options.first.clear();
  }

  /** Messages may have been missed: no answer in memory is trusted. */
  #catchUp(): void {
    this.#options.first.clear();
    this.#sync();
  }

  #sync(): void {
    if (this.#isSyncing) return;
    this.#isSyncing = true;
    void quietly(this.#syncAndSettle()).finally(() => {
      this.#isSyncing = false;
    });
  }

  async #syncAndSettle(): Promise<void> {
    await this.log.sync();
    for (const tags of this.log.history.unannounced) await this.#announceOwed(undefined, tags);
  }

  #endOverdue(now: number): void {
    for (const { write, tags } of this.log.pending.takeOverdue(now)) {
      this.#options.first.drop(tags);
      this.log.history.owe(tags);
      void quietly(this.#announceOwed(write, tags));
    }
  }

  async #announceOwed(write: string | undefined, tags: readonly Tag[]): Promise<void> {
    const { history } = this.log;
    await this.#announce({ kind: 'ended', write, tags }, () => {
      history.settle(tags);
    });
  }

  async #announce(content: LogContent, logged = () => {}): Promise<void> {
    const { id, entry } = await this.log.append(content);
    logged();
    await this.#announcements.announce(id, entry);
  }
}

/** Waits for something whose failure the store reports by itself, as a change of its status. */
async function quietly(done: Promise<unknown>): Promise<void> {
  await done.catch(() => undefined);
}
