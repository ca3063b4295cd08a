import type { GraphError } from './graph-failure.ts';

/** Refusals of PostHog's limits, made before anything is sent. They end by themselves, after `retryAfterSeconds`. */
const WAITED_FOR: ReadonlySet<unknown> = new Set(['BUDGET_EXCEEDED', 'RATE_LIMITED']);

/** The seconds after which an operation that a limit refused may be run again; undefined for every other error. */
export function secondsUntilAllowed(error: GraphError | undefined): number | undefined {
  const { code, retryAfterSeconds } = error?.extensions ?? {};
  return WAITED_FOR.has(code) && typeof retryAfterSeconds === 'number'
    ? Math.max(1, retryAfterSeconds)
    : undefined;
}
