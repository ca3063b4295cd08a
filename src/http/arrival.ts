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
 * The moment a request arrived, on another clock.
 * @param now what that clock says at present, in milliseconds
 * @param arrivedAt on the clock of `performance.now()`
 */
export const onClock = (now: number, arrivedAt: number): number =>
  now - (performance.now() - arrivedAt);

/** When the head of a request arrived, on another clock, of which `now` is the present; now when nobody noted it. */
export function arrivalOnClock(now: number, request: IncomingMessage): number {
  const arrivedAt = (request as Dated)[ARRIVED];
  return arrivedAt === undefined ? now : onClock(now, arrivedAt);
}

/**
 * The moment by which a request must be answered: its time limit counts from its arrival, so that a slow
 * body leaves less time for what is done with it.
 * @param now the present on the clock of the result, in milliseconds
 * @param timeoutMs time limit of the whole request
 * @param arrivedAt on the clock of `performance.now()`
 */
export const deadlineOf = (now: number, timeoutMs: number, arrivedAt: number): number =>
  onClock(now, arrivedAt) + timeoutMs;
