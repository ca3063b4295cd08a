import type { Metrics, StateSources } from '../metrics/metrics.ts';
import type { Upstream } from '../posthog/client.ts';
import { credentialOf } from '../posthog/keys/credential.ts';
import type { UpstreamSample } from '../posthog/sample.ts';
import { openMetricsPort, type MetricsPort } from './metrics-port.ts';
import type { Services } from './services.ts';

/**
 * Opens the port of the metrics; undefined where they are not configured.
 * @throws ListenError when it cannot be opened
 */
export async function serveMetrics(
  services: Services,
  faults: StateSources['faults'],
): Promise<MetricsPort | undefined> {
  const { config, log, metrics } = services;
  if (!metrics) return undefined;
  addState(metrics, services, faults);
  return openMetricsPort(config, log, metrics);
}

/** Adds what is sampled of a server when its metrics are read. */
export function addState(
  metrics: Metrics,
  { posthogUrl, graph, load, shared }: Services,
  faults: StateSources['faults'],
): void {
  const { upstream, store, apiKey } = shared;
  metrics.addState({
    upstream: () => withOwnBudget(upstream, apiKey),
    subscriptions: graph.watched,
    load: load.limit,
    store,
    faults,
    budgetLimits: upstream.budgetLimits,
    posthogUrl,
  });
}

/** With the budget of the server's own key, which is whole until it is used. */
function withOwnBudget(upstream: Upstream, apiKey: string | undefined): UpstreamSample {
  const sample = upstream.sample();
  const state = apiKey === undefined ? undefined : upstream.budget({ apiKey });
  if (apiKey === undefined || !state) return sample;
  const credential = credentialOf(apiKey);
  const others = sample.budgets.filter(([other]) => other !== credential);
  return { ...sample, budgets: [[credential, state], ...others] };
}
