import { Counter, type Registry } from 'prom-client';
import type { Operation } from '../../instrumentation/operation.ts';
import { metricName } from '../name.ts';

/**
 * Adds the metrics of what operations cost, and of what the cache saved.
 * @returns what measures an operation that is not part of another one, by its name
 */
export function addCostMetrics(registry: Registry): (operation: Operation, name: string) => void {
  const predicted = new Counter({
    name: metricName('predicted_calls_total'),
    help: 'Calls to PostHog that operations were expected to make without a cache.',
    labelNames: ['api', 'operation'],
    registers: [registry],
  });
  const spent = new Counter({
    name: metricName('spent_calls_total'),
    help: 'Calls to PostHog that operations made, retries included.',
    labelNames: ['api', 'operation'],
    registers: [registry],
  });
  const mispredicted = new Counter({
    name: metricName('mispredicted_calls_total'),
    help: 'Calls to PostHog for reads that were begun before they were asked for, and then not asked for. Included in the spent calls.',
    registers: [registry],
  });
  const reads = new Counter({
    name: metricName('reads_total'),
    help: 'Where operations got the data of PostHog from: posthog (each call, writes and retries included), in_flight (an identical call under way), cache, or stale_cache (because PostHog could not be called).',
    labelNames: ['source'],
    registers: [registry],
  });
  const outcomes = new Counter({
    name: metricName('operation_cache_total'),
    help: 'Operations that read data, by where the data came from: hit (all from the cache), shared (all from the cache or calls under way), miss (some from PostHog), stale (some is stale).',
    labelNames: ['api', 'outcome'],
    registers: [registry],
  });
  const waited = new Counter({
    name: metricName('operation_wait_seconds_total'),
    help: 'Time that calls waited for the budget of their key, for a free connection or for the next attempt, summed over all calls.',
    labelNames: ['api'],
    registers: [registry],
  });
  return ({ api, cost, cache }, operation) => {
    if (cost.predicted > 0) predicted.inc({ api, operation }, cost.predicted);
    if (cost.calls > 0) spent.inc({ api, operation }, cost.calls);
    if (cost.mispredicted > 0) mispredicted.inc(cost.mispredicted);
    if (cost.calls > 0) reads.inc({ source: 'posthog' }, cost.calls);
    if (cost.deduplicated > 0) reads.inc({ source: 'in_flight' }, cost.deduplicated);
    if (cost.cacheHits > 0) reads.inc({ source: 'cache' }, cost.cacheHits);
    if (cost.staleHits > 0) reads.inc({ source: 'stale_cache' }, cost.staleHits);
    if (cache !== undefined) outcomes.inc({ api, outcome: cache });
    // From the first call on, so that "nothing waited" is 0 and not the absence of a figure.
    if (cost.calls > 0 || cost.waitedMs > 0) waited.inc({ api }, cost.waitedMs / 1_000);
  };
}
