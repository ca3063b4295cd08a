import { AsyncLocalStorage } from 'node:async_hooks';
import type { RequestRecord } from '../instrumentation/request-record.ts';

/** Where a call comes from. */
export interface CallOrigin {
  /** On the clock of `performance.now()`. */
  readonly arrivedAt: number;
  /** The HTTP request that brought the call; undefined over stdio. */
  readonly record: RequestRecord | undefined;
}

const origins = new AsyncLocalStorage<CallOrigin>();

/**
 * Runs the work of an HTTP request with its origin in an AsyncLocalStorage, because the SDK passes a tool neither Node's
 * request nor any other context of this server.
 */
export function withOrigin<Result>(origin: CallOrigin, work: () => Result): Result {
  return origins.run(origin, work);
}

/** The origin of the current call; the current time over stdio. */
export function originOfCall(): CallOrigin {
  return origins.getStore() ?? { arrivedAt: performance.now(), record: undefined };
}
