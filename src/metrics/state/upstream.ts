import type { Registry } from 'prom-client';
import type { UpstreamSample } from '../../posthog/sample.ts';
import { addCounter, addGauge } from '../sampled-metric.ts';

/**
 * The connections to PostHog, its circuit breaker and the cache.
 * @param host of PostHog, with its port if it is not the usual one
 */
export function addUpstreamMetrics(
  registry: Registry,
  read: () => Pick<UpstreamSample, 'calls' | 'cache' | 'openCircuits'>,
  host: string,
): void {
  addGauge(registry, {
    name: 'upstream_active_calls',
    help: 'Calls to PostHog in flight.',
    read: () => read().calls.active,
  });
  addGauge(registry, {
    name: 'upstream_waiting_calls',
    help: 'Calls to PostHog that wait for a free connection (UPSTREAM_CONCURRENCY).',
    read: () => read().calls.waiting,
  });
  addGauge(registry, {
    name: 'upstream_active_calls_limit',
    help: 'The most calls to PostHog that are in flight at a time (UPSTREAM_CONCURRENCY).',
    read: () => read().calls.limit,
  });
  addGauge(registry, {
    name: 'upstream_circuit_open',
    help: '1 while the circuit breaker stops calls to this host, 0 while they pass.',
    labels: ['host'],
    read: () => [{ labels: { host }, value: Number(read().openCircuits.host) }],
  });
  addGauge(registry, {
    name: 'upstream_open_addresses',
    help: 'Addresses of single objects at PostHog to which the circuit breaker stops the calls of one key.',
    read: () => read().openCircuits.addresses,
  });
  addGauge(registry, {
    name: 'cache_entries',
    help: 'Answers in the memory of the cache, fresh and stale.',
    read: () => read().cache.entries,
  });
  addGauge(registry, {
    name: 'cache_bytes',
    help: 'Estimated size of the answers in the memory of the cache.',
    read: () => read().cache.bytes,
  });
  addCounter(registry, {
    name: 'cache_refreshed_total',
    help: 'Answers in demand that were read anew before they expired.',
    read: () => read().cache.refreshed,
  });
  addGauge(registry, {
    name: 'cache_limit_bytes',
    help: 'Size from which on the cache evicts answers (FRESH_MAX_MB).',
    read: () => read().cache.maxBytes,
  });
}
