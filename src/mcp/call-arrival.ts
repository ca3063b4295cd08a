import { AsyncLocalStorage } from 'node:async_hooks';

const arrivals = new AsyncLocalStorage<number>();

/**
 * Does the work of an HTTP request with its arrival at hand: the SDK hands a tool neither Node's request
 * nor anything else of ours.
 * @param arrivedAt on the clock of `performance.now()`
 */
export function withArrival<Result>(arrivedAt: number, work: () => Result): Result {
  return arrivals.run(arrivedAt, work);
}

/** When the call being answered arrived, on the clock of `performance.now()`; over stdio, now. */
export function arrivalOfCall(): number {
  return arrivals.getStore() ?? performance.now();
}
