import { CancellationToken, type CancelSignal } from '../request/cancellation-token.ts';
import { isPostHogFailure } from '../errors/errors.ts';
import { identityOf } from './cache/key.ts';
import type { Layer, UpstreamAnswer, UpstreamRequest } from '../request/exchange.ts';
import { InFlight } from './in-flight.ts';

/** A read in flight, and the number of its waiters. */
interface Flight {
  readonly answer: Promise<UpstreamAnswer>;
  /** How old an answer its first caller takes, in milliseconds. */
  readonly maxAgeMs: number;
  /** Cancelled when nobody waits for it any more. */
  readonly token: CancellationToken;
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
      const token = new CancellationToken();
      const answer = next({ ...request, signal: token });
      const { maxAgeMs = Infinity } = request.freshness;
      const flight: Flight = { answer, token, maxAgeMs, waiters: 0 };
      flights.set(identity, flight);
      return flight;
    };
    const join = async (
      flight: Flight,
      identity: string,
      request: UpstreamRequest,
    ): Promise<UpstreamAnswer> => {
      try {
        const answer = await board(flight, request.signal);
        request.ledger.deduplicated += 1;
        return answer;
      } catch (error) {
        if (!endedForOthers(error) || request.signal.aborted) throw error;
        if (now() >= request.expiresAt) throw error;
        return ask(identity, request);
      }
    };
    const ask = (identity: string, request: UpstreamRequest): Promise<UpstreamAnswer> => {
      const under = flights.get(identity);
      const shared =
        under !== undefined &&
        !under.token.aborted &&
        (!mayBeKept || under.maxAgeMs <= (request.freshness.maxAgeMs ?? Infinity));
      if (shared) return join(under, identity, request);
      const flight = takeOff(identity, request);
      return board(flight, request.signal, () => flights.delete(identity, flight));
    };
    return (request) =>
      request.operation.effect === 'read'
        ? ask(`${generation()} ${identityOf(request)}`, request)
        : next(request);
  };
}

/** True when the first caller left or ran out of time, which must not fail the other waiters. */
function endedForOthers(error: unknown): boolean {
  return isPostHogFailure(error) && (error.kind === 'timeout' || error.kind === 'cancelled');
}

/**
 * Waits for a flight until the signal aborts; the last waiter to leave aborts the call.
 * @param landed called when the call has ended
 */
function board(
  flight: Flight,
  signal: CancelSignal,
  landed: () => void = () => undefined,
): Promise<UpstreamAnswer> {
  flight.waiters += 1;
  return new Promise((resolve, reject) => {
    const leave = () => {
      flight.waiters -= 1;
      if (flight.waiters === 0) flight.token.cancel(signal.reason);
      // The call's own error says why it ended, and whether it may have been executed.
      else reject(signal.reason);
    };
    if (signal.aborted) leave();
    else signal.addEventListener('abort', leave, { once: true });
    const end = () => {
      signal.removeEventListener('abort', leave);
      landed();
    };
    flight.answer.then(
      (answer) => {
        end();
        return resolve(answer);
      },
      (error: unknown) => {
        end();
        reject(error);
      },
    );
  });
}
