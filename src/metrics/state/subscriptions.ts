import type { Registry } from 'prom-client';
import type { LiveSample } from '../../graph/subscriptions/live.ts';
import { addGauge } from '../sampled-metric.ts';

/** Subscriptions, and the polling behind them. */
export function addSubscriptionMetrics(registry: Registry, read: () => LiveSample): void {
  addGauge(registry, {
    name: 'subscription_listeners',
    help: 'Open subscriptions.',
    read: () => read().listeners,
  });
  addGauge(registry, {
    name: 'subscription_topics',
    help: 'Different things that subscriptions watch. Subscriptions to the same thing with the same key share one.',
    read: () => read().topics,
  });
  addGauge(registry, {
    name: 'subscription_pollers',
    help: 'Topics that this process polls at PostHog. With REDIS_URL, each is polled by one replica.',
    read: () => read().pollers,
  });
  addGauge(registry, {
    name: 'subscription_polling_alone',
    help: '1 while this replica polls by itself because Redis cannot be used, otherwise 0.',
    read: () => Number(read().isAlone),
  });
}
