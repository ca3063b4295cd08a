import type { SharedStore } from '../../../../shared-store/shared-store.ts';
import type { Layer, UpstreamAnswer, UpstreamRequest } from '../../../request/exchange.ts';
import type { FreshnessSeconds } from '../kinds.ts';
import type { CacheEntry, CacheStore } from '../store.ts';
import type { Tag } from '../tags.ts';
import { SharedAnswers } from './answers.ts';
import { Asking } from './asking.ts';
import { FlightMessages } from './flight-messages.ts';
import { namespaceOf } from './names.ts';
import { SharedReads } from './reads.ts';
import { Replica } from './replica.ts';
import { StoredAccess } from './stored-access.ts';

export interface SharedFreshnessOptions {
  readonly store: SharedStore;
  /** The answers in the memory of this process. */
  readonly first: CacheStore<unknown>;
  /** PostHog's base URL: replicas for different ones share nothing. */
  readonly host: string;
  readonly seconds: FreshnessSeconds;
  readonly maxStaleMs: number;
  /** Bytes of answers that each replica may have in the store. */
  readonly maxBytes: number;
  readonly sharesInFlight: boolean;
  readonly lazyRows: boolean;
  readonly now: () => number;
}

/**
 * What replicas share about freshness: the answers they have read, the reads they have in flight, and the writes that
 * make answers stale. Nothing that one key has read is found by another.
 */
export class SharedFreshness {
  readonly #replica: Replica;
  readonly #reads: SharedReads;
  readonly #flights: FlightMessages;
  readonly #access: StoredAccess;

  constructor(options: SharedFreshnessOptions) {
    const { store, first, host, seconds, now, sharesInFlight } = options;
    const namespace = namespaceOf(host);
    // Results are fresh until the next daily run, which is too long for who cannot hear of a recalculation.
    const unheardMs = seconds.experiments * 1_000;
    const replica = new Replica({ store, first, namespace, unheardMs, now });
    const { values, leases, messages } = store;
    this.#replica = replica;
    this.#flights = new FlightMessages(messages, `${namespace}:flights`);
    this.#access = new StoredAccess(values, namespace);
    const answers = new SharedAnswers({ ...options, values, namespace, replica: replica.name });
    const flights = this.#flights;
    this.#reads = new SharedReads({
      replica,
      answers,
      asking: new Asking({ replica, answers, access: this.#access, flights }),
      leases,
      flights,
      namespace,
      sharesInFlight,
      now,
    });
  }

  /** Answers reads from what other replicas have read, and shares what is read here. */
  readonly layer: Layer = (next) => (request) =>
    request.operation.effect === 'read' ? this.#reads.read(next, request) : next(request);

  /** Has to be called before answers in memory are looked at: applies writes that messages did not bring. */
  attend(): void {
    this.#replica.attend();
  }

  /** Epoch milliseconds until which an answer in memory may be used as a fresh one. */
  usableUntil(entry: Pick<CacheEntry<unknown>, 'asOf' | 'freshUntil'>): number {
    return this.#replica.usableUntil(entry);
  }

  /** An answer of another replica that is no longer fresh, for when PostHog cannot be asked; never rejects. */
  stale(request: UpstreamRequest): Promise<UpstreamAnswer | undefined> {
    return this.#reads.stale(request);
  }

  /**
   * A write is about to be sent. Waits at most a quarter of a second; never rejects.
   * @param tags what it may make stale
   * @param ms until its deadline
   * @returns its name, for `ended`
   */
  began(tags: readonly Tag[], ms: number): Promise<string> {
    return this.#replica.began(tags, ms);
  }

  /**
   * A write has ended. Resolves when no replica has the old answers any more, or when the store or one of them takes too
   * long; never rejects.
   */
  ended(write: string, tags: readonly Tag[]): Promise<void> {
    return this.#replica.ended(write, tags);
  }

  /** A poll saw a change. Resolves like `ended`. */
  outdate(tags: readonly Tag[]): Promise<void> {
    return this.#replica.outdate(tags);
  }

  /**
   * PostHog has refused a key: no replica may use answers with these tags any more, from its memory or from the store.
   * Resolves like `ended`.
   * @param isHeld whether this process had such answers
   * @returns false when there were none at any replica
   */
  async lost(tags: readonly Tag[], isHeld: boolean): Promise<boolean> {
    // Forgotten before it is announced: what a replica reads and notes after the announcement stays noted.
    const isNoted = await this.#access.forget(tags).catch(() => false);
    if (!isHeld && !isNoted) return false;
    await this.#replica.ended(undefined, tags);
    return true;
  }

  close(): void {
    this.#replica.close();
    this.#flights.close();
  }
}
