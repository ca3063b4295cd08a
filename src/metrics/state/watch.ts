import type { Registry } from 'prom-client';
import type { WatchSample } from '../../watch/watch-counts.ts';
import { addCounter, addGauge } from '../sampled-metric.ts';

const outcomes = ['delivered', 'failed', 'givenUp'] as const;
const labelOf = { delivered: 'delivered', failed: 'failed', givenUp: 'given_up' } as const;

/** What a watcher does beside the server, with WATCH=1. */
export function addWatchMetrics(registry: Registry, read: () => WatchSample): void {
  addGauge(registry, {
    name: 'watch_working',
    help: '1 while this process watches, 0 while it stands by for another one. Only with WATCH=1, like every metric of the watcher.',
    read: () => Number(read().isWorking),
  });
  addCounter(registry, {
    name: 'watch_rounds_total',
    help: 'Rounds of the watcher, by outcome: ok, or failed when a project could not be read or the state could not be used.',
    labels: ['outcome'],
    read: () => {
      const { rounds, failedRounds } = read();
      return [
        { labels: { outcome: 'ok' }, value: rounds },
        { labels: { outcome: 'failed' }, value: failedRounds },
      ];
    },
  });
  addGauge(registry, {
    name: 'watch_last_round_timestamp_seconds',
    help: 'When the last complete round ended, in seconds since 1970; 0 before the first.',
    read: () => read().lastRoundAt,
  });
  addCounter(registry, {
    name: 'watch_events_total',
    help: 'Events that the watcher found, by type.',
    labels: ['type'],
    read: () => Array.from(read().events, ([type, value]) => ({ labels: { type }, value })),
  });
  addCounter(registry, {
    name: 'webhook_deliveries_total',
    help: 'Attempts to deliver an event, by endpoint and outcome: delivered, failed, and given_up for events that became dead letters.',
    labels: ['endpoint', 'outcome'],
    read: () =>
      read().deliveries.flatMap((sample) =>
        outcomes.map((outcome) => ({
          labels: { endpoint: sample.endpoint, outcome: labelOf[outcome] },
          value: sample[outcome],
        })),
      ),
  });
  addGauge(registry, {
    name: 'webhook_waiting_events',
    help: 'Events that wait to be delivered, by endpoint, as of the last attempt.',
    labels: ['endpoint'],
    read: () =>
      read().deliveries.map(({ endpoint, waiting }) => ({ labels: { endpoint }, value: waiting })),
  });
}
