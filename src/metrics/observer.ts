import type { Registry } from 'prom-client';
import type { Observer } from '../instrumentation/observer.ts';
import { addOperationMetrics } from './observed/operations.ts';
import { addRequestMetrics } from './observed/requests.ts';
import { addCallMetrics } from './observed/upstream-calls.ts';

/**
 * Adds the metrics of what happens in a server.
 * @param knownNames names of GraphQL operations that always have time series of their own
 */
export function createObserver(registry: Registry, knownNames: Iterable<string>): Observer {
  return {
    requestEnded: addRequestMetrics(registry),
    operationEnded: addOperationMetrics(registry, knownNames),
    callEnded: addCallMetrics(registry),
  };
}
