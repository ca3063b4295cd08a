import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { Config } from '../config/config.ts';
import { isLoopback } from '../http/loopback.ts';
import { listen } from '../server/listen.ts';
import { createMetricsServer } from '../server/server.ts';

/** A port on which metrics are read. */
export interface MetricsPort {
  readonly port: number;
  close(): void;
}

/** Milliseconds within which the request of a scraper, which has no body, must have arrived. */
const REQUEST_TIMEOUT_MS = 5_000;

/** What is served on the port of the metrics. */
interface MetricsText {
  readonly contentType: string;
  text(): Promise<string>;
}

/**
 * Opens the port of the metrics; undefined where they are not configured.
 * @throws ListenError when it cannot be opened
 */
export async function openMetricsPort(
  config: Config,
  log: Logger,
  metrics: MetricsText,
): Promise<MetricsPort | undefined> {
  if (!config.metrics) return undefined;
  const { host, port } = config.metrics;
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
  (metrics: MetricsText) =>
  async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const text = await metrics.text();
    response.writeHead(200, {
      'content-type': metrics.contentType,
      'content-length': Buffer.byteLength(text),
      'cache-control': 'no-store',
    });
    response.end(request.method === 'HEAD' ? undefined : text);
  };
