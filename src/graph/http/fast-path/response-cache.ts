import {
  CancellationToken,
  type CancelSignal,
} from '../../../posthog/request/cancellation-token.ts';
import { LRUCache } from 'lru-cache';
import type { Upstream } from '../../../posthog/client.ts';
import type { Caller } from '../../../posthog/types.ts';
import { InFlight } from '../../../posthog/layers/in-flight.ts';
import type { FastPathAttempt, Executed } from './attempt.ts';
import { encodeHead, sizeOf, type EncodedHead } from './encoded-head.ts';
import { priorities } from '../../../posthog/request/plan.ts';

/** An answer up to its extensions, and what it took. */
export interface CachedResponse {
  readonly head: EncodedHead;
  readonly predicted: number;
  /** The name of its operation, a query; undefined where it has none, or nothing observes. */
  readonly operationName: string | undefined;
  /** The reads it was made from: sending it again saves as many. */
  readonly reads: number;
}

/** Characters of the identities of all requests known to be plain queries: each holds the text of its request. */
const MAX_IDENTITIES = 4_000_000;

/** Characters of an answer that costs less to make again from one shared read than to be shared as a whole. */
const QUICK = 4_000;

/** What one run of an operation came to. */
export interface SharedExecution {
  readonly attempt: FastPathAttempt;
  /** Set where all who asked for the same may have it. */
  readonly shared?: CachedResponse | undefined;
}

interface Flight {
  readonly outcome: Promise<SharedExecution>;
  /** Cancelled when nobody waits for it any more. */
  readonly token: CancellationToken;
  /** Generation of the cache when it began: who asks after a write does not join it. */
  readonly generation: number;
  waiters: number;
}

/**
 * Whole answers by identity: the credential and the exact text of the request. Fresh ones are sent again as
 * bytes; identical queries in flight are run once.
 */
export class ResponseCache {
  readonly #upstream: Upstream;
  /** Requests known to be plain queries, from an earlier run: only those are shared in flight. */
  readonly #queries = new LRUCache<string, true>({
    max: 1_000,
    maxSize: MAX_IDENTITIES,
    sizeCalculation: (_known, identity) => identity.length,
  });
  readonly #flights = new InFlight<Flight>();

  constructor(upstream: Upstream) {
    this.#upstream = upstream;
  }

  /** The cached answer of a request, while it is fresh. */
  find(identity: string, caller: Caller): CachedResponse | undefined {
    return this.#upstream.cachedValue(identity, caller) as CachedResponse | undefined;
  }

  /**
   * Runs an operation, or joins an identical query in flight; `joined` is the answer that was joined. A
   * run that is joined goes on until the last one who waits for it leaves, the one who began it included.
   * @param start runs it for this caller alone, by the caller's own deadline
   */
  run(
    identity: string,
    leaving: CancelSignal,
    start: (signal: CancelSignal) => Promise<SharedExecution>,
  ): Promise<SharedExecution & { readonly joined?: CachedResponse }> {
    return this.#upstream.sharesInFlight && this.#queries.has(identity)
      ? this.#runShared(identity, leaving, start)
      : start(leaving);
  }

  async #runShared(
    identity: string,
    leaving: CancelSignal,
    start: (signal: CancelSignal) => Promise<SharedExecution>,
  ): Promise<SharedExecution & { readonly joined?: CachedResponse }> {
    const under = this.#flights.get(identity);
    const joins =
      under !== undefined &&
      !under.token.aborted &&
      under.generation === this.#upstream.generation();
    const flight = joins ? under : this.#takeOff(identity, start);
    const outcome = await board(flight, leaving);
    if (!joins) return outcome;
    // One that failed in part belongs to its own caller: who joined it asks again, in the time left to it.
    return outcome.shared ? { ...outcome, joined: outcome.shared } : start(leaving);
  }

  /** Makes an answer without errors into one to give again, where the way it was asked for allows it. */
  settle(identity: string, { result, context }: Executed): CachedResponse | undefined {
    if (!context || result.errors || result.data == null) return undefined;
    const { ledger } = context;
    const { plan } = context.planned;
    const isPlain =
      plan.priority === priorities.query &&
      plan.freshness.maxAgeMs === undefined &&
      plan.maxCalls === Infinity &&
      ledger.staleHits === 0 &&
      !ledger.isVolatile;
    if (!isPlain) return undefined;
    let head: EncodedHead;
    try {
      head = encodeHead(result.data);
    } catch {
      // It cannot be written as JSON; the code that sends it reports that.
      return undefined;
    }
    const answer: CachedResponse = {
      head,
      predicted: ledger.predicted,
      operationName: ledger.cause?.name,
      reads:
        ledger.calls -
        ledger.retries -
        ledger.mispredicted +
        ledger.cacheHits +
        ledger.deduplicated,
    };
    const size = sizeOf(head);
    const isQuick = answer.reads <= 1 && size < QUICK;
    if (this.#upstream.sharesInFlight && !isQuick) this.#queries.set(identity, true);
    this.#upstream.cacheValue(identity, answer, identity.length + size, ledger);
    return answer;
  }

  #takeOff(identity: string, start: (signal: CancelSignal) => Promise<SharedExecution>): Flight {
    const token = new CancellationToken();
    const generation = this.#upstream.generation();
    const outcome = start(token).finally(() => this.#flights.delete(identity, flight));
    const flight: Flight = { outcome, token, generation, waiters: 0 };
    this.#flights.set(identity, flight);
    return flight;
  }
}

/** Waits for a run; the last one to leave aborts it. */
async function board(flight: Flight, leaving: CancelSignal): Promise<SharedExecution> {
  flight.waiters += 1;
  const leave = () => {
    flight.waiters -= 1;
    if (flight.waiters === 0) flight.token.cancel();
  };
  if (leaving.aborted) leave();
  else leaving.addEventListener('abort', leave, { once: true });
  try {
    return await flight.outcome;
  } finally {
    leaving.removeEventListener('abort', leave);
  }
}
