import type { OperationCost } from '../../instrumentation/operation-facts.ts';
import type { Operation } from '../../instrumentation/operation.ts';
import type { OperationId } from '../api/operation-types.ts';

/**
 * One HTTP call that was sent. `status` is absent without an answer; `ms` lasts until the answer was read or the
 * call ended.
 */
export interface UpstreamCall {
  operation: OperationId;
  method: string;
  path: string;
  status?: number;
  ms: number;
}

/** PostHog's answer to one call, from PostHog or from the cache. */
export interface Received {
  readonly operation: OperationId;
  readonly json: unknown;
}

/** The upstream cost of one GraphQL request. Each retry counts as a call, as in PostHog's rate limit. */
export class UpstreamLedger implements OperationCost {
  /** The operation that causes the calls; undefined when nothing observes. */
  cause: Operation | undefined;
  readonly log: UpstreamCall[] = [];
  /** Every answer the request received, including cached ones; its response is built from them. */
  readonly received: Received[] = [];
  /** Estimated calls of the operation before it ran, assuming an empty cache. */
  predicted = 0;
  retries = 0;
  /** Calls that were started, including those still in flight. */
  started = 0;
  /** Reads that joined an identical one already in flight, of this request or of another with the same key. */
  deduplicated = 0;
  /** Reads answered from fresh cache entries. */
  cacheHits = 0;
  /** Reads answered from stale cache entries, because PostHog could not be called. */
  staleHits = 0;
  /** Milliseconds spent waiting for a free slot or the next attempt, summed over all calls. */
  waitedMs = 0;

  /**
   * Tags of every read the response depends on, so that the whole response can be cached until one of them is stale.
   */
  readonly tags = new Set<string>();
  /** Epoch milliseconds until which every read it depends on is fresh; Infinity before the first read. */
  freshUntil = Infinity;
  /** Generation of the cache at the first read: after a write since then, an early read may be out of date. */
  generation = -1;

  /**
   * True once the answer has a field whose value changes from moment to moment, such as the remaining
   * budget or a running time: the answer is not cached whole then, however fresh the reads are.
   */
  isVolatile = false;

  constructor(cause?: Operation) {
    this.cause = cause;
  }

  /** Records the generation of the cache before a read; only that of the first read counts. */
  readSince(generation: number): void {
    if (this.generation < 0) this.generation = generation;
  }

  /** Records that the response depends on this read. */
  relied(on: { readonly freshUntil: number; readonly tags: readonly string[] }): void {
    this.freshUntil = Math.min(this.freshUntil, on.freshUntil);
    for (const tag of on.tags) this.tags.add(tag);
  }

  get calls(): number {
    return this.log.length;
  }

  sent(call: UpstreamCall): void {
    this.log.push(call);
  }

  retried(): void {
    this.retries += 1;
  }

  waited(ms: number): void {
    this.waitedMs += ms;
  }
}
