import { Metrics } from '../metrics/metrics.ts';
import { addWorkersMetrics } from '../metrics/state/workers.ts';
import { markdownTable } from './table.ts';

/** The table of this server's own metrics, by their names. */
export function metricsTable(): string {
  const metrics = new Metrics('', []);
  metrics.addState({
    upstream: neverRead,
    subscriptions: neverRead,
    faults: neverRead,
    load: { bound: 0, inWork: 0, refused: 0 },
    store: { isShared: true, status: { isUp: true, replicas: 1 } },
    budgetLimits: { perMinute: 0, perHour: 0 },
    posthogUrl: 'https://us.posthog.com',
  });
  metrics.addWatch(neverRead);
  addWorkersMetrics(metrics.registry, neverRead);
  const rows = metrics
    .describe()
    .map(({ name, type, labelNames, help }) => [
      `\`${name}\``,
      type,
      labelNames.map((label) => `\`${label}\``).join(', '),
      help,
    ]);
  return markdownTable([['Metric', 'Type', 'Labels', 'Meaning'], ...rows]);
}

function neverRead(): never {
  throw new Error('Only the descriptions of metrics are read.');
}
