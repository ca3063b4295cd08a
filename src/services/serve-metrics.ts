import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Config } from '../config/config.ts';
import { isLoopback } from '../http/loopback.ts';
import type { Metrics, StateSources } from '../metrics/metrics.ts';
import type { Upstream } from '../posthog/client.ts';
import { credentialOf } from '../posthog/keys/credential.ts';
import type { UpstreamSample } from '../posthog/sample.ts';
import { listen } from '../server/listen.ts';
import { createMetricsServer } from '../server/server.ts';
import type { Services } from './services.ts';

/** A port on which metrics are read. */
export interface MetricsPort {
  readonly port: number;
  close(): void;
}

/** Milliseconds within which the request of a scraper, which has no body, must have arrived. */
const REQUEST_TIMEOUT_MS = 5_000;

/**
 * Opens the port of the metrics; undefined where they are not configured.
 * @throws ListenError when it cannot be opened
 */
export async function serveMetrics(
  { config, log, posthogUrl, graph, load, metrics, shared }: Services,
  faults: StateSources['faults'],
): Promise<MetricsPort | undefined> {
  if (!config.metrics || !metrics) return undefined;
  const { host, port } = config.metrics;
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
  const server = createMetricsServer(answerWith(metrics), {
    log,
    origins: { corsOrigins: [], allowedHosts: allowedHosts(config, host) },
    requestTimeoutMs: REQUEST_TIMEOUT_MS,
  });
  const opened = await listen(server, {
    host,
    port,
    setting: 'METRICS_PORT',
    hostSetting: 'METRICS_HOST',
  });
  return {
    port: opened,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Scrapers address the replicas of a cluster by addresses that no list can name. */
const allowedHosts = ({ allowedHosts = [] }: Config, host: string) =>
  isLoopback(host) ? allowedHosts : undefined;

const answerWith =
  (metrics: Metrics) =>
  async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const text = await metrics.text();
    response.writeHead(200, {
      'content-type': metrics.contentType,
      'content-length': Buffer.byteLength(text),
      'cache-control': 'no-store',
    });
    response.end(request.method === 'HEAD' ? undefined : text);
  };

/** With the budget of the server's own key, which is whole until it is used. */
function withOwnBudget(upstream: Upstream, apiKey: string | undefined): UpstreamSample {
  const sample = upstream.sample();
  const state = apiKey === undefined ? undefined : upstream.budget({ apiKey });
  if (apiKey === undefined || !state) return sample;
  const credential = credentialOf(apiKey);
  const others = sample.budgets.filter(([other]) => other !== credential);
  return { ...sample, budgets: [[credential, state], ...others] };
}
