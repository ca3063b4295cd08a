import type { OperationCost } from '../../instrumentation/operation-facts.ts';
import type { Operation } from '../../instrumentation/operation.ts';
import type { MutationIntent } from '../../instrumentation/write.ts';
import type { OperationId } from '../api/operation-types.ts';
import type { Operation as PostHogOperation } from '../api/operations.ts';

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

/** A read that a response depends on. */
export interface ReliedOn {
  readonly freshUntil: number;
  readonly tags: Iterable<string>;
  readonly read?: CachedRead | undefined;
}

/** A read whose answer is cached. */
export interface CachedRead {
  /** The key and the exact request (`layers/cache/key.ts`). */
  readonly identity: string;
  readonly operation: PostHogOperation;
  /** Path and query, encoded. */
  readonly target: string;
  readonly body: string | undefined;
}

/** The upstream cost of one GraphQL request. Each retry counts as a call, as in PostHog's rate limit. */
export class UpstreamLedger implements OperationCost {
  /** The operation that causes the calls; undefined when nothing observes. */
  cause: Operation | undefined;
  /** The mutation that is being executed, for reports of what it writes: the mutations of a request run in turn. */
  mutation: MutationIntent | undefined;
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
  /** The reads it depends on that can be refreshed ahead. */
  readonly reads: CachedRead[] = [];
  /** Generation of the cache at the first read: after a write since then, an early read may be out of date. */
  generation = -1;

  /**
   * True once the answer has a field whose value changes from moment to moment, such as the remaining
   * budget or a running time: the answer is not cached whole then, however fresh the reads are.
   */
  isVolatile = false;

  /** Reads begun before they were asked for; undefined where there can be none. */
  speculation: { readonly mispredicted: number } | undefined;

  constructor(cause?: Operation) {
    this.cause = cause;
  }

  /** Records the generation of the cache before a read; only that of the first read counts. */
  readSince(generation: number): void {
    if (this.generation < 0) this.generation = generation;
  }

  /**
   * Records that the response depends on this read.
   * @param until until when it may, where that is less than it is fresh for
   */
  relied(on: ReliedOn, until = on.freshUntil): void {
    this.freshUntil = Math.min(this.freshUntil, until);
    if (on.read) this.reads.push(on.read);
    for (const tag of on.tags) this.tags.add(tag);
  }

  /** Calls for reads that were begun before they were asked for, and then not asked for. Included in `calls`. */
  get mispredicted(): number {
    return this.speculation?.mispredicted ?? 0;
  }

  /** Adds what a read did that was begun before this request asked for it. Its calls, retries and waits are included already. */
  absorb(read: UpstreamLedger): void {
    this.started += read.started;
    this.deduplicated += read.deduplicated;
    this.cacheHits += read.cacheHits;
    this.staleHits += read.staleHits;
    this.relied(read);
    this.reads.push(...read.reads);
    if (read.generation >= 0) this.readSince(read.generation);
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
