import type { Logger } from 'pino';
import type { CircuitChange } from '../posthog/layers/breaker/breaker.ts';

/** Logs when calls to PostHog are stopped, after each trial that fails, and when they pass again. */
export const logCircuit =
  (log: Logger) =>
  ({ state, scope, ...change }: CircuitChange): void => {
    const line = { circuit: state, scope, ...change };
    if (state === 'open') log.warn(line, 'PostHog is not answering: calls to it are stopped');
    else log.info(line, 'PostHog is answering again: calls to it pass');
  };
