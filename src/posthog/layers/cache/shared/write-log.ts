import { randomUUID } from 'node:crypto';
import { compareIds, type SharedStreams } from '../../../../shared-store/shared-store.ts';
import type { Tag } from '../tags.ts';
import { WriteHistory } from './history.ts';
import {
  decodeEntry,
  encodeEntry,
  type LogContent,
  type LogEntry,
  type SeenOutdated,
  type WriteEnded,
} from './log-entry.ts';
import { PendingWrites } from './pending-writes.ts';

/** Longer than any answer is stored: 24 hours of results, and the time it may be served stale. */
const TTL_MS = 3 * 86_400_000;
/** Two entries for each write. A replica that starts reads them all once. */
const KEPT = 5_000;
/** Messages that are remembered until the log is read to where they say they are; strangers may say anything. */
const MAX_AHEAD = 500;

/** What the entries of other replicas do to the answers in the memory of this process. */
export interface FirstLevel {
  /** After a write: also wakes who watches. */
  drop(tags: readonly Tag[]): void;
  /** After a change that a poll saw. */
  outdate(tags: readonly Tag[], before: number): void;
  clear(): void;
}

interface WriteLogOptions {
  readonly streams: SharedStreams;
  /** Name of the stream. */
  readonly name: string;
  /** Name of this replica. */
  readonly replica: string;
  readonly first: FirstLevel;
  readonly now: () => number;
}

/**
 * The log of writes that all replicas append to, as this replica has followed it. A message that announces an entry
 * only drops answers from the memory of this process, because whoever can publish could have sent it: what decides
 * whether shared answers are valid is read from the log alone.
 */
export class WriteLog {
  readonly history = new WriteHistory();
  readonly pending = new PendingWrites();
  readonly #options: WriteLogOptions;
  /** Entries after the cursor whose answers were dropped when a message brought them, as texts by their ids. */
  readonly #ahead = new Map<string, string>();
  #isVerifying = false;
  /** The entry up to which the log was read; undefined before the first time. */
  #cursor: string | undefined;
  #beginning: Promise<void> | undefined;
  #syncedAt = -Infinity;

  constructor(options: WriteLogOptions) {
    this.#options = options;
  }

  /** True once the log was read. */
  get isFollowed(): boolean {
    return this.#cursor !== undefined;
  }

  /** Epoch milliseconds up to which all entries are known. */
  get syncedAt(): number {
    return this.#syncedAt;
  }

  /**
   * Applies everything that was appended before the call.
   * @throws StoreUnavailable
   */
  async sync(): Promise<void> {
    const askedAt = this.#options.now();
    const from = this.#cursor;
    if (from === undefined) await this.#beginOnce(() => this.#open());
    else {
      const { streams, name } = this.#options;
      // The entry that was read last is read again: if it is not there, entries after it may be missing as well.
      const entries = await streams.read(name, justBefore(from));
      if (entries[0]?.id === from) this.#follow(entries);
      else if (this.#cursor === from) await this.#beginOnce(() => this.#recover());
      else await this.sync();
    }
    this.#syncedAt = Math.max(this.#syncedAt, askedAt);
  }

  /**
   * Appends an entry of this replica.
   * @throws StoreUnavailable
   */
  async append(content: LogContent): Promise<{ readonly id: string; readonly entry: LogEntry }> {
    if (!this.isFollowed) await this.sync();
    const entry = { ...content, epoch: this.history.epoch, by: this.#options.replica };
    const id = await this.#append(entry);
    if (entry.kind === 'ended' || entry.kind === 'outdated') this.history.note(id, entry.tags);
    return { id, entry };
  }

  /** Drops what an entry concerns that a message brought, and reads the log for the rest. */
  receive(id: string, entry: LogEntry): void {
    const cursor = this.#cursor;
    const { first } = this.#options;
    if (cursor === undefined) {
      // The first reading of the log finds the entry again.
      if (entry.kind === 'ended') first.drop(entry.tags);
      return;
    }
    if (compareIds(id, cursor) <= 0 || this.#ahead.has(id) || entry.kind === 'began') return;
    if (entry.kind === 'restarted' || entry.epoch !== this.history.epoch) first.clear();
    else this.#dropAhead(id, entry);
    this.#verify();
  }

  #dropAhead(id: string, entry: WriteEnded | SeenOutdated): void {
    this.#ahead.set(id, encodeEntry(entry as LogEntry));
    for (const oldest of this.#ahead.keys()) {
      if (this.#ahead.size <= MAX_AHEAD) break;
      this.#ahead.delete(oldest);
    }
    if (entry.kind === 'ended' && entry.write !== undefined) this.pending.end(entry.write);
    this.#drop(entry);
  }

  /** What messages brought becomes known as it stands in the log. */
  #verify(): void {
    if (this.#isVerifying) return;
    this.#isVerifying = true;
    this.sync()
      .catch(() => undefined)
      .finally(() => {
        this.#isVerifying = false;
      });
  }

  #append(entry: LogEntry): Promise<string> {
    const { streams, name } = this.#options;
    return streams.append(name, encodeEntry(entry), { keep: KEPT, ttlMs: TTL_MS });
  }

  #follow(entries: readonly { readonly id: string; readonly value: string }[]): void {
    for (const { id, value } of entries) {
      if (compareIds(id, this.#cursor!) <= 0) continue;
      const isDropped = this.#ahead.get(id) === value;
      this.#ahead.delete(id);
      this.#read(id, value, isDropped ? undefined : this.#options.first);
    }
  }

  /**
   * Goes on to the next entry of the log.
   * @param first the answers in memory, where the entry can concern them
   */
  #read(id: string, value: string, first: FirstLevel | undefined): void {
    const { replica, now } = this.#options;
    const entry = decodeEntry(value);
    this.#cursor = id;
    if (entry === undefined || entry.kind === 'restarted' || entry.epoch !== this.history.epoch) {
      this.history.restart(entry?.epoch ?? this.history.epoch, id);
      first?.clear();
    }
    if (entry === undefined || entry.kind === 'restarted') return;
    const { kind, tags, by } = entry;
    if (kind === 'began') {
      // This replica ends its own writes.
      if (by !== replica) this.pending.begin(entry.write, tags, now() + entry.ms);
      return;
    }
    this.history.note(id, tags);
    if (kind === 'ended' && entry.write !== undefined) this.pending.end(entry.write);
    if (by !== replica && first) this.#drop(entry);
  }

  #drop({ kind, tags }: WriteEnded | SeenOutdated): void {
    const { first } = this.#options;
    if (kind === 'ended') first.drop(tags);
    else first.outdate(tags, Infinity);
  }

  /** Reads the whole log. What is in memory of this process is not touched: it may already be known to be older. */
  async #open(): Promise<void> {
    const { streams, name } = this.#options;
    let entries = await streams.read(name);
    while (entries.length === 0) {
      await this.#restart();
      // Replicas that start together each begin the log, and agree on what they find then.
      entries = await streams.read(name);
    }
    this.history.restart(decodeEntry(entries[0]!.value)?.epoch ?? '', entries[0]!.id);
    for (const { id, value } of entries) this.#read(id, value, undefined);
    this.#ahead.clear();
  }

  /** Entries are missing from the log: no answer from before is valid. */
  async #recover(): Promise<void> {
    const { streams, name, first } = this.#options;
    const entries = (await streams.read(name)).map(({ value }) => decodeEntry(value));
    const last = entries.findLast((entry) => entry?.kind === 'restarted');
    // Another replica may have noticed before, and begun the log anew.
    if (last === undefined || last.epoch === this.history.epoch) await this.#restart();
    await this.#open();
    first.clear();
  }

  /** Begins the log anew. */
  async #restart(): Promise<void> {
    const by = this.#options.replica;
    await this.#append({ kind: 'restarted', epoch: randomUUID(), by });
  }

  #beginOnce(begin: () => Promise<void>): Promise<void> {
    this.#beginning ??= begin().finally(() => {
      this.#beginning = undefined;
    });
    return this.#beginning;
  }
}

/** An id after which this one comes first. */
function justBefore(id: string): string {
  const [ms = 0, count = 0] = id.split('-').map(Number);
  return count === 0 ? `${ms - 1}-999999999999999` : `${ms}-${count - 1}`;
}
