import type { CachedRead } from '../../request/ledger.ts';
import type { CacheEntry } from './store.ts';

/** How often an answer is asked for in its lifetime, the first time included, before it is in demand. */
const ASKS_IN_DEMAND = 2;
/** The last part of a lifetime, in which it is read anew; at most LONGEST_LEAD_MS. */
const LEAD = 0.2;
const LONGEST_LEAD_MS = 2_000;
/** How often it is looked what is due, in milliseconds, while anything is in demand. */
const TICK_MS = 250;
/** Answers that are watched at a time; further ones expire as usual. */
const MOST_WATCHED = 1_000;

export interface RefreshAheadOptions {
  readonly now: () => number;
  /** Waits until it is looked again what is due; rejects when the signal aborts. */
  readonly tick: (ms: number, signal: AbortSignal) => Promise<void>;
  /** The answer that is cached now. */
  readonly find: (identity: string) => CacheEntry<unknown> | undefined;
  /** Refreshes that may be under way at a time. */
  readonly mostAtOnce: number;
  /** Whether the key has so much of its budget left that it may be spent on what nobody has asked for yet. */
  readonly hasSpare: (apiKey: string) => boolean;
  /** Epoch milliseconds until which the same answer, read at a moment, would be fresh. */
  readonly freshUntil: (entry: CacheEntry<unknown>, at: number) => number;
}

/** Reads an answer anew and caches it; rejects when that fails. */
export type Refresh = (
  read: CachedRead,
  apiKey: string,
  entry: CacheEntry<unknown>,
) => Promise<void>;

interface Watched {
  readonly apiKey: string;
  readonly entry: CacheEntry<unknown>;
  readonly dueAt: number;
}

/**
 * Reads answers anew just before they expire, if they were asked for at least twice since they were read, so that
 * who watches a dashboard does not wait for PostHog. A refreshed answer has to be asked for twice again: an answer is
 * refreshed at most once for every two times somebody wanted it.
 */
export class RefreshAhead {
  readonly #options: RefreshAheadOptions;
  readonly #watched = new Map<string, Watched>();
  readonly #closed = new AbortController();
  #refresh: Refresh | undefined;
  #isRunning = false;
  #underWay = 0;
  /** Number of answers that were read anew so far. */
  refreshed = 0;

  constructor(options: RefreshAheadOptions) {
    this.#options = options;
  }

  /** Sets how an answer is read anew. Nothing is watched before. */
  connect(refresh: Refresh): void {
    this.#refresh = refresh;
  }

  /** Notes that a fresh answer, or one computed from it, was used. */
  asked(entry: CacheEntry<unknown>, apiKey: string | undefined): void {
    entry.asks += 1;
    if (entry.asks !== ASKS_IN_DEMAND || apiKey === undefined) return;
    if (entry.restsOn) for (const { identity } of entry.restsOn) this.#watch(identity, apiKey);
    else if (entry.read) this.#watch(entry.read.identity, apiKey);
  }

  close(): void {
    this.#closed.abort();
    this.#watched.clear();
  }

  #watch(identity: string, apiKey: string): void {
    const { find, freshUntil } = this.#options;
    const entry = find(identity);
    if (!this.#refresh || !entry?.read || this.#watched.size >= MOST_WATCHED) return;
    const lifetime = entry.freshUntil - entry.asOf;
    const dueAt = entry.freshUntil - Math.min(lifetime * LEAD, LONGEST_LEAD_MS);
    // What PostHog computes once a day would be read just before it changes.
    if (freshUntil(entry, dueAt) <= entry.freshUntil) return;
    this.#watched.set(identity, { apiKey, entry, dueAt });
    if (!this.#isRunning) void this.#run();
  }

  async #run(): Promise<void> {
    const { tick } = this.#options;
    const { signal } = this.#closed;
    this.#isRunning = true;
    while (this.#watched.size > 0 && !signal.aborted) {
      this.#refreshDue();
      // One look after another.
      // oxlint-disable-next-line no-await-in-loop
      await tick(TICK_MS, signal).catch(() => undefined);
    }
    this.#isRunning = false;
  }

  #refreshDue(): void {
    const now = this.#options.now();
    for (const [identity, watched] of this.#watched) {
      const { entry, dueAt, apiKey } = watched;
      const isOver = now >= entry.freshUntil || this.#options.find(identity) !== entry;
      if (isOver) this.#watched.delete(identity);
      else if (now >= dueAt && this.#underWay < this.#options.mostAtOnce) {
        this.#watched.delete(identity);
        if (this.#options.hasSpare(apiKey)) void this.#refreshOne(watched);
      }
    }
  }

  async #refreshOne({ entry, apiKey }: Watched): Promise<void> {
    if (!this.#refresh || !entry.read) return;
    this.#underWay += 1;
    try {
      await this.#refresh(entry.read, apiKey, entry);
      this.refreshed += 1;
    } catch {
      // The answer expires as usual, and whoever asks next gets the failure if it persists.
    } finally {
      this.#underWay -= 1;
      this.#refreshDue();
    }
  }
}
