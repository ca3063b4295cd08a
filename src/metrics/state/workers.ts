import type { Registry } from 'prom-client';
import type { WorkersSample } from '../../workers/worker-pool.ts';
import { addCounter, addGauge } from '../sampled-metric.ts';

/** The workers, as the process that starts them sees them. */
export function addWorkersMetrics(registry: Registry, read: () => WorkersSample): void {
  addGauge(registry, {
    name: 'workers',
    help: 'Workers that serve. Only with WORKERS above 1, like every metric of workers.',
    read: () => read().listening,
  });
  addGauge(registry, {
    name: 'workers_limit',
    help: 'Workers that should serve (WORKERS).',
    read: () => read().configured,
  });
  addCounter(registry, {
    name: 'worker_restarts_total',
    help: 'Workers that have ended without being asked to, and were replaced.',
    read: () => read().restarts,
  });
}
