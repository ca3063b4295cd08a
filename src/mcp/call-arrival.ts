import { AsyncLocalStorage } from 'node:async_hooks';

const arrivals = new AsyncLocalStorage<number>();

/**
 * Runs the work of an HTTP request with its arrival time in an AsyncLocalStorage, because the SDK passes
 * a tool neither Node's request nor any other context of this server.
 * @param arrivedAt on the clock of `performance.now()`
 */
export function withArrival<Result>(arrivedAt: number, work: () => Result): Result {
  return arrivals.run(arrivedAt, work);
}

/** Arrival time of the current call, on the clock of `performance.now()`; the current time over stdio. */
export function arrivalOfCall(): number {
  return arrivals.getStore() ?? performance.now();
}
