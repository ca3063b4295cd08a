import type { OperationId } from '../api/operation-types.ts';

/** One HTTP call that really left for PostHog. `status` is absent when no answer came; `ms` is until the answer was read or given up. */
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

/** What one GraphQL request cost upstream. Every retry is a call of its own, as PostHog's rate limit counts it. */
export class UpstreamLedger {
  readonly log: UpstreamCall[] = [];
  /** Every answer the request was given, kept ones included: what its own answer is made of. */
  readonly received: Received[] = [];
  /** Calls the operation was priced at before it ran, if nothing were kept. */
  predicted = 0;
  retries = 0;
  /** Calls that were let out, those still on their way included. */
  started = 0;
  /** Reads that joined an identical one already under way, of this request or of another with the same key. */
  deduplicated = 0;
  /** Reads answered from what was kept and is still fresh. */
  cacheHits = 0;
  /** Reads answered from what was kept although it is past its freshness, because PostHog could not be asked. */
  staleHits = 0;
  /** Milliseconds spent waiting for a free slot or for the next attempt, summed over all calls. */
  waitedMs = 0;

  /** What the answer rests on, so that it can be kept as a whole while all of it holds. */
  readonly tags = new Set<string>();
  /** Epoch milliseconds until which everything it rests on is fresh; Infinity while it rests on nothing. */
  freshUntil = Infinity;

  /**
   * True once the answer has a field whose value is another at the next moment, such as what is left of a
   * budget or how long something runs: it is then not cached whole, however fresh the reads are.
   */
  isVolatile = false;

  /** The answer rests on this read. */
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
