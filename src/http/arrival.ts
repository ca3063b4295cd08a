import type { IncomingMessage } from 'node:http';

const ARRIVED = Symbol('arrived');

/** A property rather than a WeakMap, whose entries survive every minor garbage collection. */
interface Dated {
  [ARRIVED]?: number;
}

/**
 * Records when the head of a request arrived; the HTTP server calls this first.
 * @param at on the clock of `performance.now()`
 */
export function noteArrival(request: IncomingMessage, at = performance.now()): void {
  (request as Dated)[ARRIVED] = at;
}

/** When the head of a request arrived, on the clock of `performance.now()`; the current time if it was not recorded. */
export function arrivalOf(request: IncomingMessage): number {
  return (request as Dated)[ARRIVED] ?? performance.now();
}

/**
 * Converts a request's arrival time to another clock.
 * @param now current time of that clock, in milliseconds
 * @param arrivedAt on the clock of `performance.now()`
 */
export const onClock = (now: number, arrivedAt: number): number =>
  now - (performance.now() - arrivedAt);

/** When the head of a request arrived, on another clock whose current time is `now`; `now` if it was not recorded. */
export function arrivalOnClock(now: number, request: IncomingMessage): number {
  const arrivedAt = (request as Dated)[ARRIVED];
  return arrivedAt === undefined ? now : onClock(now, arrivedAt);
}

/**
 * Deadline of a request. Its time limit counts from its arrival, so a slow body leaves less time for
 * processing.
 * @param now current time on the clock of the result, in milliseconds
 * @param timeoutMs time limit of the whole request
 * @param arrivedAt on the clock of `performance.now()`
 */
export const deadlineOf = (now: number, timeoutMs: number, arrivedAt: number): number =>
  onClock(now, arrivedAt) + timeoutMs;
