import { isPostHogFailure } from '../errors/errors.ts';
import { identityOf } from './cache/key.ts';
import type { Layer, UpstreamAnswer, UpstreamRequest } from '../request/exchange.ts';
import { InFlight } from './in-flight.ts';

/** A read in flight, and the number of its waiters. */
interface Flight {
  readonly answer: Promise<UpstreamAnswer>;
  /** How old an answer its first caller takes, in milliseconds. */
  readonly maxAgeMs: number;
  readonly controller: AbortController;
  waiters: number;
}

/**
 * Merges concurrent identical reads of the same key into one call, which is aborted only when its
 * last waiter leaves.
 * @param generation incremented with each write: a read begun before a write is not shared with one begun after it
 * @param mayBeKept whether a call in flight may be answered from what another replica has read before: who needs a
 * newer answer than its first caller then does not join it
 */
export function singleFlight(
  now: () => number,
  generation: () => number,
  mayBeKept = false,
): Layer {
  const flights = new InFlight<Flight>();
  return (next) => {
    const takeOff = (identity: string, request: UpstreamRequest): Flight => {
      const controller = new AbortController();
      const answer = next({ ...request, signal: controller.signal }).finally(() =>
        flights.delete(identity, flight),
      );
      const { maxAgeMs = Infinity } = request.freshness;
      const flight: Flight = { answer, controller, maxAgeMs, waiters: 0 };
      flights.set(identity, flight);
      return flight;
    };
    return async (request) => {
      if (request.operation.effect !== 'read') return next(request);
      const identity = `${generation()} ${identityOf(request)}`;
      for (;;) {
        const under = flights.get(identity);
        const shared =
          under !== undefined &&
          !under.controller.signal.aborted &&
          (!mayBeKept || under.maxAgeMs <= (request.freshness.maxAgeMs ?? Infinity));
        const flight = shared ? under : takeOff(identity, request);
        try {
          const answer = await board(flight, request.signal);
          if (shared) request.ledger.deduplicated += 1;
          return answer;
        } catch (error) {
          if (!shared || !endedForOthers(error) || request.signal.aborted) throw error;
          if (now() >= request.expiresAt) throw error;
        }
      }
    };
  };
}

/** True when the first caller left or ran out of time, which must not fail the other waiters. */
function endedForOthers(error: unknown): boolean {
  return isPostHogFailure(error) && (error.kind === 'timeout' || error.kind === 'cancelled');
}

/** Waits for a flight until the signal aborts; the last waiter to leave aborts the call. */
function board(flight: Flight, signal: AbortSignal): Promise<UpstreamAnswer> {
  flight.waiters += 1;
  return new Promise((resolve, reject) => {
    const leave = () => {
      flight.waiters -= 1;
      if (flight.waiters === 0) flight.controller.abort(signal.reason);
      // The call's own error says why it ended, and whether it may have been executed.
      else reject(signal.reason as Error);
    };
    if (signal.aborted) leave();
    else signal.addEventListener('abort', leave, { once: true });
    flight.answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
  });
}
