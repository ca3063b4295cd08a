import type { IncomingMessage } from 'node:http';

const ARRIVED = Symbol('arrived');

/** A property and not a WeakMap beside it, which outlives every quick collection of its requests. */
interface Dated {
  [ARRIVED]?: number;
}

/**
 * Remembers when the head of a request arrived; the HTTP server calls this before anything else.
 * @param at on the clock of `performance.now()`
 */
export function noteArrival(request: IncomingMessage, at = performance.now()): void {
  (request as Dated)[ARRIVED] = at;
}

/** When the head of a request arrived, on the clock of `performance.now()`; now when nobody noted it. */
export function arrivalOf(request: IncomingMessage): number {
  return (request as Dated)[ARRIVED] ?? performance.now();
}

/**
 * The moment by which a request must be answered: its time limit counts from its arrival, so that a slow
 * body leaves less time for what is done with it.
 * @param now the clock the moment is told on, in milliseconds
 * @param timeoutMs time limit of the whole request
 * @param arrivedAt on the clock of `performance.now()`; undefined when it begins now
 */
export function deadlineOf(now: number, timeoutMs: number, arrivedAt: number | undefined): number {
  return now + timeoutMs - (arrivedAt === undefined ? 0 : performance.now() - arrivedAt);
}
