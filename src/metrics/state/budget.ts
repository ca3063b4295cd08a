import type { Registry } from 'prom-client';
import type { BudgetLimits, BudgetState } from '../../posthog/layers/budget/budget.ts';
import type { UpstreamSample } from '../../posthog/sample.ts';
import { addGauge } from '../sampled-metric.ts';

/** Characters of a key's hash that identify it in metrics. */
const SHOWN = 12;

/** What is left of PostHog's limits on calls, and what waits for it. */
export function addBudgetMetrics(
  registry: Registry,
  read: () => Pick<UpstreamSample, 'budgets' | 'keys' | 'waitingForBudget'>,
  limits: BudgetLimits,
): void {
  addGauge(registry, {
    name: 'budget_remaining_calls',
    help: 'Calls to PostHog that are left to a key in its minute and in its hour, by the first characters of the hash of the key. At most 100 keys, those that called last.',
    labels: ['credential', 'window'],
    read: () => read().budgets.flatMap(([credential, state]) => remaining(credential, state)),
  });
  addGauge(registry, {
    name: 'budget_limit_calls',
    help: 'Calls to PostHog that a key may make in a minute and in an hour.',
    labels: ['window'],
    read: () => [
      { labels: { window: 'minute' }, value: limits.perMinute },
      { labels: { window: 'hour' }, value: limits.perHour },
    ],
  });
  addGauge(registry, {
    name: 'budget_keys',
    help: 'Keys that have called PostHog within the last hour.',
    read: () => read().keys,
  });
  addGauge(registry, {
    name: 'budget_waiting_operations',
    help: 'Operations that wait until their calls fit into the budget of their key.',
    read: () => read().waitingForBudget,
  });
}

function remaining(hash: string, { minuteRemaining, hourRemaining }: BudgetState) {
  const credential = hash.slice(0, SHOWN);
  return [
    { labels: { credential, window: 'minute' }, value: minuteRemaining },
    { labels: { credential, window: 'hour' }, value: hourRemaining },
  ];
}
