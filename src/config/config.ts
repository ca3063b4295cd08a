import type { z } from 'zod';
import { variables, type Variable, type VariableName } from './variables.ts';
import type { TraceSettings } from '../telemetry/trace-settings.ts';
import type { RedisTarget } from '../shared-store/redis/url.ts';
import { isLoopback } from '../http/loopback.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** The sandbox's default key. It is printed at start: a well-known key, not a secret. */
export const DEFAULT_SANDBOX_KEY = 'phx_sandbox';

/** The keys of the sandbox, which are documented and open nothing but generated data. */
const SANDBOX_KEYS: readonly string[] = [
  DEFAULT_SANDBOX_KEY,
  'phx_readonly',
  'phx_project2',
  'phx_noreplay',
  'pha_sandbox',
  'phs_sandbox',
];

export interface Config {
  readonly listen: { readonly host: string; readonly port: number };
  /** Undefined: REST is served on `port`. */
  readonly restPort: number | undefined;
  /** Undefined: MCP is served on `port`. */
  readonly mcpPort: number | undefined;
  /** Which MCP tools are listed, and whether the names of the capability's tools are accepted as well. */
  readonly mcpTools: {
    readonly set: 'compact' | 'full';
    readonly readOnly: boolean;
    readonly capabilityNames: boolean;
  };
  /** Undefined: start the sandbox and use it as PostHog. */
  readonly posthogHost: string | undefined;
  /** PostHog key for callers without one; undefined answers them with UNAUTHENTICATED. */
  readonly apiKey: string | undefined;
  readonly projectId: string;
  readonly gatewayToken: string | undefined;
  readonly corsOrigins: readonly string[];
  /** Undefined: requests may be addressed to any host. */
  readonly allowedHosts: readonly string[] | undefined;
  /** This server's address for its callers, without a slash at its end; undefined when it is not configured. */
  readonly publicUrl: string | undefined;
  /** Addresses, CIDR ranges and names of ranges whose forwarded headers are believed. */
  readonly trustedProxies: readonly string[];
  /** Compress large answers. */
  readonly compression: boolean;
  /** Serve the GraphiQL page. */
  readonly graphiql: boolean;
  readonly requestTimeoutMs: number;
  /** Requests that are worked on at a time. */
  readonly maxActiveRequests: number;
  /** Pieces of the fast path that are used. */
  readonly fastPath: Values['FAST_PATH'];
  /** Prefix of the subgraph's types and root fields. */
  readonly subgraphPrefix: string | undefined;
  /** Options of the PostHog client. */
  readonly upstream: UpstreamConfig;
  /** Undefined: this process is the only replica. */
  readonly redis: RedisConfig | undefined;
  readonly persisted: { readonly only: boolean; readonly manifest: string | undefined };
  readonly keepAliveTimeoutMs: number;
  readonly shutdownDelayMs: number;
  readonly shutdownTimeoutMs: number;
  readonly sandboxPort: number;
  readonly logLevel: LogLevel;
  /** Where metrics are served; undefined: nothing is measured. */
  readonly metrics: { readonly host: string; readonly port: number } | undefined;
  readonly logFormat: Values['LOG_FORMAT'];
  /** Undefined: no traces. */
  readonly traces: TraceSettings | undefined;
}

export interface RedisConfig {
  readonly target: RedisTarget;
  readonly prefix: string;
  readonly encryptionKeys: readonly Buffer[];
}

export interface UpstreamConfig {
  readonly timeoutMs: number;
  readonly concurrency: number;
  /** Whether calls are stopped while PostHog does not answer. */
  readonly breaker: boolean;
  readonly budget: { readonly perMinute: number; readonly perHour: number };
  readonly freshness: {
    /** Seconds by kind of object. */
    readonly seconds: {
      readonly experiments: number;
      readonly settings: number;
      readonly results: number;
    };
    readonly maxStaleMs: number;
    readonly maxBytes: number;
  };
  /** Whether concurrent identical reads of one key share one call. */
  readonly shareInFlight: boolean;
  /** Rows of pages decode a property when it is first read. */
  readonly lazyRows: boolean;
}

export type LogLevel = Values['LOG_LEVEL'];

type Values = {
  readonly [Name in VariableName]:
    | z.output<(typeof variables)[Name]['value']>
    | ((typeof variables)[Name] extends { default: string } ? never : undefined);
};

/** All problems of the environment, one sentence each. Contains no values of variables, which may be secrets. */
export class ConfigError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

/** What a command does with its configuration, and which rules therefore apply to it. */
export interface Purpose {
  /** The ports that the command opens, which must differ; by default all of them. */
  readonly opens?: readonly PortName[];
  /** Whether callers are served with POSTHOG_API_KEY; by default they are. */
  readonly servesKey?: boolean;
}

/**
 * Reads the environment. An empty variable counts as unset, because compose files set unset variables to ''.
 * @throws ConfigError with all problems
 */
export function readConfig(
  environment: Environment,
  { opens = PORTS, servesKey = true }: Purpose = {},
): Config {
  const problems: string[] = [];
  const read = {} as Record<VariableName, unknown>;
  for (const [name, variable] of Object.entries(variables) as [VariableName, Variable][]) {
    const text = environment[name]?.trim() || variable.default;
    if (text === undefined) continue;
    const parsed = variable.value.safeParse(text);
    if (parsed.success) read[name] = parsed.data;
    else problems.push(`${name} must be ${parsed.error.issues[0]?.message ?? variable.example}.`);
  }
  // Each value was parsed by its variable's schema, or is unset, so it has the type in `Values`.
  const values = read as Values;
  const tokenIsBad = problems.some((problem) => problem.startsWith('GATEWAY_TOKEN '));
  if (servesKey && !tokenIsBad && holdsKeyInTheOpen(values)) problems.push(KEY_IN_THE_OPEN);
  const hostIsBad = problems.some((problem) => problem.startsWith('POSTHOG_HOST '));
  if (servesKey && !hostIsBad && holdsKeyForNoHost(values)) problems.push(KEY_WITHOUT_HOST);
  problems.push(...sharedPorts(values, opens));
  if (problems.length > 0) throw new ConfigError(problems);
  return toConfig(values);
}

const PORTS = ['PORT', 'REST_PORT', 'MCP_PORT', 'SANDBOX_PORT', 'METRICS_PORT'] as const;
export type PortName = (typeof PORTS)[number];

/** An error for every port that an earlier variable already uses. 0 means any free port, so it never conflicts. */
function sharedPorts(values: Values, opened: readonly PortName[]): string[] {
  const hasSandbox = values.POSTHOG_HOST === undefined;
  const used = opened.filter((name) => values[name] && (hasSandbox || name !== 'SANDBOX_PORT'));
  return used.flatMap((name, index) => {
    const other = used.slice(0, index).find((earlier) => values[earlier] === values[name]);
    return other === undefined
      ? []
      : [
          `${other} and ${name} are both ${values[name]}: give one of them another port, or 0 for any free port.`,
        ];
  });
}

const KEY_IN_THE_OPEN =
  'POSTHOG_API_KEY is set and HOST is not a loopback address: anyone who can reach the port ' +
  'could act with that key. Set GATEWAY_TOKEN so that callers must send it as x-gateway-token, unset ' +
  'POSTHOG_API_KEY so that callers send their own keys, or listen on 127.0.0.1.';

/** The sandbox's default key does not count: it gives access to generated data only, and is printed at start. */
function holdsKeyInTheOpen({ HOST, POSTHOG_API_KEY, GATEWAY_TOKEN }: Values): boolean {
  const open = HOST !== undefined && !isLoopback(HOST);
  return open && POSTHOG_API_KEY !== undefined && GATEWAY_TOKEN === undefined;
}

const KEY_WITHOUT_HOST =
  'POSTHOG_API_KEY is set and POSTHOG_HOST is not: the sandbox would answer with generated data in place of ' +
  'your PostHog. Set POSTHOG_HOST to its address, such as https://us.posthog.com or https://eu.posthog.com, or ' +
  'unset POSTHOG_API_KEY to use the sandbox.';

function holdsKeyForNoHost({ POSTHOG_HOST, POSTHOG_API_KEY }: Values): boolean {
  if (POSTHOG_HOST !== undefined || POSTHOG_API_KEY === undefined) return false;
  return !SANDBOX_KEYS.includes(POSTHOG_API_KEY);
}

function toConfig(values: Values): Config {
  const { HOST: host, POSTHOG_HOST: posthogHost } = values;
  return {
    listen: { host, port: values.PORT },
    restPort: values.REST_PORT,
    mcpPort: values.MCP_PORT,
    mcpTools: {
      set: values.MCP_TOOLS,
      readOnly: values.MCP_READ_ONLY,
      capabilityNames: values.MCP_CAPABILITY_NAMES,
    },
    posthogHost,
    apiKey: values.POSTHOG_API_KEY ?? (posthogHost === undefined ? DEFAULT_SANDBOX_KEY : undefined),
    projectId: values.POSTHOG_PROJECT_ID,
    gatewayToken: values.GATEWAY_TOKEN,
    corsOrigins: values.CORS_ORIGINS ?? [],
    allowedHosts: allowedHostsOf(values),
    publicUrl: values.PUBLIC_URL,
    trustedProxies: values.TRUSTED_PROXIES,
    compression: values.COMPRESSION,
    graphiql: values.GRAPHIQL,
    requestTimeoutMs: values.REQUEST_TIMEOUT_MS,
    maxActiveRequests: values.MAX_ACTIVE_REQUESTS,
    fastPath: values.FAST_PATH,
    subgraphPrefix: values.SUBGRAPH_PREFIX,
    upstream: toUpstream(values),
    redis: toRedis(values),
    persisted: { only: values.PERSISTED_ONLY, manifest: values.PERSISTED_MANIFEST },
    keepAliveTimeoutMs: values.KEEP_ALIVE_TIMEOUT_MS,
    shutdownDelayMs: values.SHUTDOWN_DELAY_MS,
    shutdownTimeoutMs: values.SHUTDOWN_TIMEOUT_MS,
    sandboxPort: values.SANDBOX_PORT,
    logLevel: values.LOG_LEVEL,
    metrics: toMetrics(values),
    logFormat: values.LOG_FORMAT,
    traces: toTraces(values),
  };
}

/** The host of PUBLIC_URL is one of the server's own names, wherever names are checked. */
function allowedHostsOf({ HOST, ALLOWED_HOSTS, PUBLIC_URL }: Values) {
  const listed = ALLOWED_HOSTS ?? (isLoopback(HOST) ? [] : undefined);
  return PUBLIC_URL === undefined ? listed : listed?.concat(new URL(PUBLIC_URL).hostname);
}

const toMetrics = ({ METRICS_HOST: host, METRICS_PORT: port }: Values): Config['metrics'] =>
  port === undefined ? undefined : { host, port };

function toRedis(values: Values): RedisConfig | undefined {
  const { REDIS_URL: target, REDIS_PREFIX: prefix, REDIS_ENCRYPTION_KEY: keys } = values;
  return target && { target, prefix, encryptionKeys: keys ?? [] };
}

function toUpstream(values: Values): UpstreamConfig {
  return {
    timeoutMs: values.UPSTREAM_TIMEOUT_MS,
    concurrency: values.UPSTREAM_CONCURRENCY,
    breaker: values.BREAKER,
    budget: { perMinute: values.POSTHOG_CALLS_PER_MINUTE, perHour: values.POSTHOG_CALLS_PER_HOUR },
    freshness: {
      seconds: {
        experiments: values.FRESH_EXPERIMENTS_SECONDS,
        settings: values.FRESH_SETTINGS_SECONDS,
        results: values.FRESH_RESULTS_SECONDS,
      },
      maxStaleMs: values.STALE_MAX_SECONDS * 1_000,
      maxBytes: values.FRESH_MAX_MB * 1_000_000,
    },
    shareInFlight: values.SHARE_IN_FLIGHT,
    lazyRows: values.LAZY_ROWS,
  };
}

/** As the specification of OpenTelemetry says: what is set for traces alone takes precedence. */
function toTraces(values: Values): TraceSettings | undefined {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: base, OTEL_TRACES_SAMPLER: sampler } = values;
  const url = values.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ?? base?.replace(/\/*$/, '/v1/traces');
  if (url === undefined || values.OTEL_SDK_DISABLED) return undefined;
  const attributes = values.OTEL_RESOURCE_ATTRIBUTES ?? {};
  const name = values.OTEL_SERVICE_NAME ?? attributes['service.name'];
  return {
    url,
    protocol: values.OTEL_EXPORTER_OTLP_TRACES_PROTOCOL ?? values.OTEL_EXPORTER_OTLP_PROTOCOL,
    headers: values.OTEL_EXPORTER_OTLP_TRACES_HEADERS ?? values.OTEL_EXPORTER_OTLP_HEADERS ?? {},
    resource: { ...attributes, 'service.name': name ?? 'posthog-experiments-graph' },
    sampler: sampler.replace(/^parentbased_/, '') as TraceSettings['sampler'],
    followsCaller: sampler.startsWith('parentbased_'),
    ratio: values.OTEL_TRACES_SAMPLER_ARG,
  };
}
