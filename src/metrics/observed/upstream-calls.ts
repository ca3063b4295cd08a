import { Counter, Histogram, type Registry } from 'prom-client';
import type { UpstreamCallRecord } from '../../instrumentation/upstream-call.ts';
import { operations, type OperationId } from '../../posthog/api/operations.ts';
import { metricName } from '../name.ts';
import { DURATION_BUCKETS } from './buckets.ts';

/**
 * Adds the metrics of calls to PostHog.
 * @returns what measures one that has ended
 */
export function addCallMetrics(registry: Registry): (call: UpstreamCallRecord) => void {
  const duration = new Histogram({
    name: metricName('upstream_call_duration_seconds'),
    help: "Time that single attempts to call PostHog took, by PostHog's operation, by what it does, and by status: 2xx, 3xx, 4xx, 429 by itself, 5xx, none without an answer, or abandoned when nobody waited for it any more.",
    labelNames: ['operation', 'effect', 'status'],
    buckets: DURATION_BUCKETS,
    registers: [registry],
  });
  const failures = new Counter({
    name: metricName('upstream_failures_total'),
    help: 'Attempts to call PostHog that failed, by the code of the error.',
    labelNames: ['code'],
    registers: [registry],
  });
  const retries = new Counter({
    name: metricName('upstream_retries_total'),
    help: 'Attempts to call PostHog after the first one.',
    registers: [registry],
  });
  const waits = new Histogram({
    name: metricName('upstream_budget_wait_seconds'),
    help: 'Time that attempts to call PostHog waited for the budget of their key.',
    buckets: DURATION_BUCKETS,
    registers: [registry],
  });
  return (call) => {
    const { operation, failure, isAbandoned, attempt, budgetWaitMs, ms = 0 } = call;
    const labels = { operation, effect: effectOf(operation), status: classOf(call) };
    duration.observe(labels, ms / 1_000);
    waits.observe(budgetWaitMs / 1_000);
    if (failure !== undefined && !isAbandoned) failures.inc({ code: failure });
    if (attempt > 1) retries.inc();
  };
}

const effectOf = (operation: string) =>
  Object.hasOwn(operations, operation) ? operations[operation as OperationId].effect : 'read';

function classOf({ status, isAbandoned }: UpstreamCallRecord): string {
  if (isAbandoned) return 'abandoned';
  if (status === undefined) return 'none';
  return status === 429 ? '429' : `${Math.floor(status / 100)}xx`;
}
