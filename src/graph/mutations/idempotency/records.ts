import type { SharedStore } from '../../../shared-store/shared-store.ts';
import { readRecord, writeRecord, type IdempotencyRecord } from './record.ts';
import { StoreLosses } from './store-losses.ts';
import { writeLater } from './write-later.ts';

/** How long a key is remembered, in milliseconds from its first attempt. */
export const IDEMPOTENCY_MS = 600_000;
/** How long those who wait for an attempt that changed nothing can read how it ended. */
const UNCHANGED_MS = 5_000;

/** Records that are restored at the same time. */
const RESTORED_TOGETHER = 100;

/** A record as it stands in the store. */
export interface Found {
  readonly text: string;
  readonly record: IdempotencyRecord;
}

interface OwnRecord {
  readonly text: string;
  /** Epoch milliseconds. */
  readonly until: number;
}

/** The records of idempotency keys in the store of all replicas. */
export class IdempotencyRecords {
  readonly #store: SharedStore;
  readonly #now: () => number;
  /** What this replica wrote last, for a store that forgot it: one that was emptied, or replaced by an older copy. */
  readonly #own = new Map<string, OwnRecord>();
  /** Records of attempts that were given up before anything was sent, which may stand in the store all the same. */
  readonly #givenUp = new Set<string>();
  readonly #losses: StoreLosses;

  /** @param now epoch milliseconds */
  constructor(store: SharedStore, now: () => number) {
    this.#store = store;
    this.#now = now;
    this.#losses = new StoreLosses(store, () => void this.#restore());
  }

  /**
   * The record of a name, unless it has expired; `unsure` when there is none and the store may have lost it, and
   * `unreadable` when there is something else: a mutation with the key may have been sent.
   * @throws StoreUnavailable
   */
  async find(name: string): Promise<Found | 'unsure' | 'unreadable' | undefined> {
    const { values } = this.#store;
    // In this order, so that a loss before the first is seen by the second.
    const [stored, isWhole] = await Promise.all([values.get(name), this.#losses.isWhole()]);
    let text = stored;
    const own = text === undefined && this.#ownOf(name);
    if (own) {
      await values.add(name, own.text, own.until - this.#now());
      text = await values.get(name);
    }
    if (text !== undefined && this.#givenUp.has(text)) {
      await values.delete(name, text);
      return undefined;
    }
    if (text === undefined) return isWhole ? undefined : 'unsure';
    const record = readRecord(text);
    return record ? { text, record } : 'unreadable';
  }

  /**
   * Writes the record of an attempt that begins, over none or over one that changed nothing.
   * @returns undefined when another one was faster
   * @throws StoreUnavailable and the record is then taken back, as soon as that is possible
   */
  async begin(
    name: string,
    record: IdempotencyRecord,
    over: Found | undefined,
  ): Promise<Found | undefined> {
    const { values } = this.#store;
    const text = writeRecord(record);
    try {
      const [isWritten, isWhole] = await Promise.all([
        over
          ? values.replace(name, over.text, text, IDEMPOTENCY_MS)
          : values.add(name, text, IDEMPOTENCY_MS),
        this.#losses.isWhole(),
      ]);
      if (!isWritten) return undefined;
      if (!isWhole && !over) {
        // It may stand where a record was lost since the look, and keep that one from being restored.
        await values.delete(name, text);
        this.#losses.ask();
        return undefined;
      }
    } catch (error) {
      void this.#takeBack(name, text);
      throw error;
    }
    this.#note(name, text, record);
    return { text, record };
  }

  /** Writes how an attempt ended. Never fails: what the store does not take now is written when it does. */
  async end(name: string, begun: Found, record: IdempotencyRecord): Promise<void> {
    const text = writeRecord(record);
    this.#note(name, text, record);
    const write = () => this.#write(name, begun, { text, record });
    try {
      await write();
    } catch {
      void writeLater(write, record.since + IDEMPOTENCY_MS - this.#now());
    }
  }

  /** It may have been written although the store did not say so, and would mean that something was sent. */
  async #takeBack(name: string, text: string): Promise<void> {
    this.#givenUp.add(text);
    await writeLater(() => this.#store.values.delete(name, text), IDEMPOTENCY_MS);
    this.#givenUp.delete(text);
  }

  async #write(name: string, begun: Found, ended: Found): Promise<void> {
    const { values, messages } = this.#store;
    const { text, record } = ended;
    const left = record.since + IDEMPOTENCY_MS - this.#now();
    const ttl = record.state === 'unchanged' ? Math.min(UNCHANGED_MS, left) : left;
    if (ttl <= 0) return;
    if (!(await values.replace(name, begun.text, text, ttl)))
      await this.#overwrite(name, ended, ttl);
    await messages.publish(name, record.state);
  }

  /** Where the record is no longer the one that the attempt began with, because its replica was taken for dead. */
  async #overwrite(name: string, { text, record }: Found, ttl: number): Promise<void> {
    if (record.state !== 'done') return;
    const { values } = this.#store;
    const present = await values.get(name);
    if (present === undefined) await values.add(name, text, ttl);
    else if (readRecord(present)?.state === 'unknown') {
      await values.replace(name, present, text, ttl);
    }
  }

  /** Writes again what this replica wrote last, where the store has nothing. */
  async #restore(): Promise<void> {
    const now = this.#now();
    const { values } = this.#store;
    const live = [...this.#own].filter(([, { until }]) => until > now);
    for (let first = 0; first < live.length; first += RESTORED_TOGETHER) {
      const some = live.slice(first, first + RESTORED_TOGETHER);
      // oxlint-disable-next-line no-await-in-loop -- Redis also has to answer requests
      const results = await Promise.allSettled(
        // A record may have been replaced while others were written.
        some.map(async ([name]) => {
          const own = this.#own.get(name);
          if (own) await values.add(name, own.text, own.until - now);
        }),
      );
      // It is done from the beginning when the store can be used again.
      if (results.some(({ status }) => status === 'rejected')) return;
    }
  }

  #note(name: string, text: string, { state, since }: IdempotencyRecord): void {
    // A store in memory forgets nothing.
    if (!this.#store.isShared) return;
    this.#own.delete(name);
    if (state !== 'unchanged') this.#own.set(name, { text, until: since + IDEMPOTENCY_MS });
  }

  #ownOf(name: string): OwnRecord | undefined {
    const now = this.#now();
    for (const [one, { until }] of this.#own) {
      if (until > now) break;
      this.#own.delete(one);
    }
    return this.#own.get(name);
  }
}
