import type { Registry } from 'prom-client';
import type { LoadLimit } from '../../http/load-limit.ts';
import type { SharedStore } from '../../shared-store/shared-store.ts';
import { addCounter, addGauge } from '../sampled-metric.ts';

/** What the process has counted by itself since its start. */
export interface ProcessFaults {
  /** Lines of the log that nothing read in time. */
  readonly droppedLogLines: number;
  readonly unhandledErrors: number;
}

/** How much work is in progress. */
export function addLoadMetrics(
  registry: Registry,
  load: Pick<LoadLimit, 'bound' | 'inWork' | 'refused'>,
): void {
  addGauge(registry, {
    name: 'active_requests',
    help: 'Requests, and operations on open connections, in progress. Open subscriptions do not count.',
    read: () => load.inWork,
  });
  addGauge(registry, {
    name: 'active_requests_limit',
    help: 'The most of them that are admitted (MAX_ACTIVE_REQUESTS); fewer while the event loop is late.',
    read: () => load.bound,
  });
  addCounter(registry, {
    name: 'busy_refusals_total',
    help: 'Requests refused with SERVER_BUSY because too many were in progress.',
    read: () => load.refused,
  });
}

/** What has gone wrong in the process. */
export function addFaultMetrics(registry: Registry, read: () => ProcessFaults): void {
  addCounter(registry, {
    name: 'log_dropped_lines_total',
    help: 'Lines of the log that were dropped because nothing read them in time.',
    read: () => read().droppedLogLines,
  });
  addCounter(registry, {
    name: 'unhandled_errors_total',
    help: 'Errors that no code of the server handled. Each is a bug.',
    read: () => read().unhandledErrors,
  });
}

/** The store of several replicas; a single process has none, and no such metrics. */
export function addStoreMetrics(
  registry: Registry,
  store: Pick<SharedStore, 'isShared' | 'status'>,
): void {
  if (!store.isShared) return;
  addGauge(registry, {
    name: 'shared_store_up',
    help: '1 while Redis can be used, otherwise 0. Only with REDIS_URL.',
    read: () => Number(store.status.isUp),
  });
  addGauge(registry, {
    name: 'replicas',
    help: 'Replicas that were seen in Redis within the last 30 seconds, this one included. Only with REDIS_URL.',
    read: () => store.status.replicas,
  });
}
