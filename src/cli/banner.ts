import { DEFAULT_SANDBOX_KEY, type Config } from '../config/config.ts';
import { localUrl } from '../server/url.ts';
import { version } from '../version.ts';

export interface Running {
  readonly config: Config;
  /** The actual port of the API. */
  readonly port: number;
  /** The port of the REST API; equal to `port` unless it has its own. */
  readonly restPort: number;
  /** The port of the MCP server; equal to `port` unless it has its own. */
  readonly mcpPort: number;
  /** The port of the metrics; undefined when there are none. */
  readonly metricsPort: number | undefined;
  /** Base URL of PostHog; the sandbox's when POSTHOG_HOST is unset. */
  readonly posthogUrl: string;
}

/** The lines printed to stdout at start. A line with a URL ends with it, so that programs can parse it. */
export function banner({
  config,
  port,
  restPort,
  mcpPort,
  metricsPort,
  posthogUrl,
}: Running): string {
  const rows =
    config.posthogHost !== undefined
      ? [
          ['Mode', `PostHog at ${posthogUrl}`],
          ['Key', config.apiKey === undefined ? CALLERS_KEY : HELD_KEY],
        ]
      : [
          ['Sandbox', posthogUrl],
          ['Mode', 'sandbox: an embedded PostHog with generated data (POSTHOG_HOST is unset)'],
          ['Key', `${DEFAULT_SANDBOX_KEY} (used for requests without a key)`],
        ];
  const { host } = config.listen;
  const apis = [
    ...(config.webApp ? [['App', localUrl(host, port)]] : []),
    ['GraphQL', `${localUrl(host, port)}/graphql`],
    ['REST', `${localUrl(host, restPort)}/v1`],
    ['MCP', `${localUrl(host, mcpPort)}/mcp`],
    ...(config.docs ? [['Docs', `${localUrl(host, port)}/docs`]] : []),
  ];
  const metrics =
    config.metrics && metricsPort !== undefined
      ? [['Metrics', `${localUrl(config.metrics.host, metricsPort)}/metrics`]]
      : [];
  const lines = [...apis, ...metrics, ...rows].map(
    ([label = '', text]) => `${label.padEnd(8)} ${text}`,
  );
  return ['', `posthog-experiments-graph ${version}`, '', ...lines, ''].join('\n');
}

const CALLERS_KEY = "each caller's own, as `Authorization: Bearer phx_…`";
const HELD_KEY = 'POSTHOG_API_KEY of this server, for callers that send none';
