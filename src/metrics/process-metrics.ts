import { collectDefaultMetrics, Registry } from 'prom-client';

/** Gauges of the library whose names end like those of counters, which `promtool check metrics` refuses. */
const MISNAMED = ['nodejs_active_handles', 'nodejs_active_requests', 'nodejs_active_resources'];

let registry: Registry | undefined;

/**
 * Memory, CPU, garbage collection and event loop lag of the process, under the names that dashboards for Node expect. There
 * is one set for all servers of a process, because the library never stops what it begins to observe.
 */
export function processMetrics(): Registry {
  if (registry) return registry;
  registry = new Registry();
  collectDefaultMetrics({ register: registry });
  for (const name of MISNAMED) {
    registry.removeSingleMetric(name);
    registry.removeSingleMetric(`${name}_total`);
  }
  return registry;
}
