import { availableParallelism } from 'node:os';
import { ConfigError } from './config-error.ts';
import { conflicts, DEFAULT_SANDBOX_KEY, type Purpose } from './conflicts.ts';
import { secretsOf, withSecretFiles } from './secrets.ts';
import type { Values } from './values.ts';
import { fileVariableOf, variables, type Variable, type VariableName } from './variables.ts';
import type { Environment } from './environment.ts';
import type { TraceSettings } from '../telemetry/trace-settings.ts';
import type { RedisTarget } from '../shared-store/redis/url.ts';
import { isLoopback } from '../http/loopback.ts';

export { ConfigError } from './config-error.ts';
export { DEFAULT_SANDBOX_KEY, type Purpose } from './conflicts.ts';
export type { Environment } from './environment.ts';

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
  readonly access: AccessConfig;
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
  /** Serve the web app. */
  readonly webApp: boolean;
  /** Serve the documentation. */
  readonly docs: boolean;
  /** Let callers read the schema. */
  readonly introspection: boolean;
  readonly requestTimeoutMs: number;
  /** Requests that are worked on at a time. */
  readonly maxActiveRequests: number;
  /** Pieces of the fast path that are used. */
  readonly fastPath: Values['FAST_PATH'];
  /** Prefix of the subgraph's types and root fields. */
  readonly subgraphPrefix: string | undefined;
  /** Options of the PostHog client. */
  readonly upstream: UpstreamConfig;
  /** Processes that serve on the same ports. */
  readonly workers: number;
  /** Undefined: this process is the only replica. */
  readonly redis: RedisConfig | undefined;
  readonly persisted: { readonly only: boolean; readonly manifest: string | undefined };
  readonly keepAliveTimeoutMs: number;
  readonly shutdownDelayMs: number;
  readonly shutdownTimeoutMs: number;
  readonly sandboxPort: number;
  readonly logLevel: LogLevel;
  /** `stderr`, or the path of a file; undefined without an audit log. */
  readonly auditLog: string | undefined;
  /** Where metrics are served; undefined: nothing is measured. */
  readonly metrics: { readonly host: string; readonly port: number } | undefined;
  readonly logFormat: Values['LOG_FORMAT'];
  readonly watch: WatchConfig;
  /** Undefined: no traces. */
  readonly traces: TraceSettings | undefined;
  /** Texts that must not appear in a log. */
  readonly secrets: readonly string[];
  /** Whether POSTHOG_API_KEY comes from a file, which can be replaced while the server runs. */
  readonly replacesKey: boolean;
}

/** How projects are watched. */
export interface WatchConfig {
  /** Whether the server watches beside its other work. */
  readonly isOn: boolean;
  readonly intervalMs: number;
  /** Numbers of projects, or `@current`. */
  readonly projects: readonly string[];
  /** Undefined: the key of the server. */
  readonly apiKey: string | undefined;
  /** Undefined: the state is in Redis, or in memory. */
  readonly directory: string | undefined;
  /** File or directory of guards; undefined: there are none. */
  readonly guards: string | undefined;
  /** File of the endpoints. */
  readonly webhooks: string | undefined;
  /** The endpoint of WEBHOOK_URL. */
  readonly webhook:
    | {
        readonly url: string;
        readonly secrets: readonly string[];
        readonly format: Values['WEBHOOK_FORMAT'];
      }
    | undefined;
  /** Undefined: a file in `directory`. */
  readonly deadLetters: string | undefined;
}

export interface AccessConfig {
  /** Tokens of the gateway by the name of their caller; the one of GATEWAY_TOKEN is `gateway`. */
  readonly tokens: ReadonlyMap<string, string>;
  readonly policyFile: string | undefined;
  /** Undefined: tokens of identity providers are not accepted. */
  readonly oidc: OidcConfig | undefined;
}

export interface OidcConfig {
  readonly issuer: string;
  readonly audience: readonly string[];
  readonly jwksUri: string | undefined;
  readonly algorithms: readonly string[];
  readonly roleClaim: string;
  readonly requiredClaims: Values['OIDC_REQUIRED_CLAIMS'] & {};
  readonly clockToleranceSeconds: number;
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
  readonly speculate: boolean;
  readonly refreshAhead: boolean;
  /** Rows of pages decode a property when it is first read. */
  readonly lazyRows: boolean;
}

export type LogLevel = Values['LOG_LEVEL'];

/**
 * Reads the environment. An empty variable counts as unset, because compose files set unset variables to ''.
 * @throws ConfigError with all problems
 */
export function readConfig(given: Environment, purpose: Purpose = {}): Config {
  const problems: string[] = [];
  const environment = withSecretFiles(given, problems);
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
  problems.push(...conflicts(values, problems, purpose));
  if (problems.length > 0) throw new ConfigError(problems);
  const config = toConfig(values, {
    secrets: secretsOf(environment),
    replacesKey: Boolean(given[fileVariableOf('POSTHOG_API_KEY')]?.trim()),
  });
  if (!purpose.mounted || values.ALLOWED_HOSTS !== undefined) return config;
  // The application's names are not known here.
  return { ...config, allowedHosts: undefined };
}

function toConfig(values: Values, given: Pick<Config, 'secrets' | 'replacesKey'>): Config {
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
    access: toAccess(values),
    introspection: values.INTROSPECTION,
    ...given,
    corsOrigins: values.CORS_ORIGINS ?? [],
    allowedHosts: allowedHostsOf(values),
    publicUrl: values.PUBLIC_URL,
    trustedProxies: values.TRUSTED_PROXIES,
    compression: values.COMPRESSION,
    graphiql: values.GRAPHIQL,
    webApp: values.WEB_APP,
    docs: values.DOCS,
    requestTimeoutMs: values.REQUEST_TIMEOUT_MS,
    maxActiveRequests: values.MAX_ACTIVE_REQUESTS,
    fastPath: values.FAST_PATH,
    subgraphPrefix: values.SUBGRAPH_PREFIX,
    upstream: toUpstream(values),
    workers: values.WORKERS === 'auto' ? availableParallelism() : values.WORKERS,
    redis: toRedis(values),
    persisted: { only: values.PERSISTED_ONLY, manifest: values.PERSISTED_MANIFEST },
    keepAliveTimeoutMs: values.KEEP_ALIVE_TIMEOUT_MS,
    shutdownDelayMs: values.SHUTDOWN_DELAY_MS,
    shutdownTimeoutMs: values.SHUTDOWN_TIMEOUT_MS,
    sandboxPort: values.SANDBOX_PORT,
    logLevel: values.LOG_LEVEL,
    auditLog: values.AUDIT_LOG,
    metrics: toMetrics(values),
    logFormat: values.LOG_FORMAT,
    watch: toWatch(values),
    traces: toTraces(values),
  };
}

/** The host of PUBLIC_URL is one of the server's own names, wherever names are checked. */
function allowedHostsOf({ HOST, ALLOWED_HOSTS, PUBLIC_URL }: Values) {
  const listed = ALLOWED_HOSTS ?? (isLoopback(HOST) ? [] : undefined);
  return PUBLIC_URL === undefined ? listed : listed?.concat(new URL(PUBLIC_URL).hostname);
}

function toAccess(values: Values): AccessConfig {
  const { GATEWAY_TOKEN: token, OIDC_ISSUER: issuer } = values;
  return {
    tokens: new Map([
      ...(token === undefined ? [] : ([['gateway', token]] as const)),
      ...(values.GATEWAY_TOKENS ?? []),
    ]),
    policyFile: values.ACCESS_POLICY_FILE,
    oidc:
      issuer === undefined
        ? undefined
        : {
            issuer,
            audience: values.OIDC_AUDIENCE ?? [],
            jwksUri: values.OIDC_JWKS_URI,
            algorithms: values.OIDC_ALGORITHMS,
            roleClaim: values.OIDC_ROLE_CLAIM,
            requiredClaims: values.OIDC_REQUIRED_CLAIMS ?? [],
            clockToleranceSeconds: values.OIDC_CLOCK_TOLERANCE_SECONDS,
          },
  };
}

function toWatch(values: Values): WatchConfig {
  const { WEBHOOK_URL: url, WEBHOOK_SECRET: secret, WEBHOOK_FORMAT: format } = values;
  const secrets = secret?.split(',').map((one) => one.trim()) ?? [];
  return {
    isOn: values.WATCH,
    intervalMs: values.WATCH_INTERVAL_SECONDS * 1_000,
    projects: values.WATCH_PROJECTS ?? [values.POSTHOG_PROJECT_ID],
    apiKey: values.WATCH_API_KEY,
    directory: values.WATCH_DIRECTORY,
    guards: values.GUARDS,
    webhooks: values.WEBHOOKS,
    webhook: url === undefined ? undefined : { url, secrets, format },
    deadLetters: values.WEBHOOK_DEAD_LETTERS,
  };
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
    speculate: values.SPECULATE,
    refreshAhead: values.REFRESH_AHEAD,
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
