import type { z } from 'zod';
import { ConfigError } from './config-error.ts';
import { secretsOf, withSecretFiles } from './secrets.ts';
import { fileVariableOf, variables, type Variable, type VariableName } from './variables.ts';
import type { Environment } from './environment.ts';
import type { TraceSettings } from '../telemetry/trace-settings.ts';
import type { RedisTarget } from '../shared-store/redis/url.ts';
import { isLoopback } from '../http/loopback.ts';

export { ConfigError } from './config-error.ts';
export type { Environment } from './environment.ts';

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
  /** Undefined: no traces. */
  readonly traces: TraceSettings | undefined;
  /** Texts that must not appear in a log. */
  readonly secrets: readonly string[];
  /** Whether POSTHOG_API_KEY comes from a file, which can be replaced while the server runs. */
  readonly replacesKey: boolean;
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
  /** Rows of pages decode a property when it is first read. */
  readonly lazyRows: boolean;
}

export type LogLevel = Values['LOG_LEVEL'];

type Values = {
  readonly [Name in VariableName]:
    | z.output<(typeof variables)[Name]['value']>
    | ((typeof variables)[Name] extends { default: string } ? never : undefined);
};

/** What a command does with its configuration, and which rules therefore apply to it. */
export interface Purpose {
  /** The ports that the command opens, which must differ; by default all of them. */
  readonly opens?: readonly PortName[];
  /** Whether callers are served with POSTHOG_API_KEY; by default they are. */
  readonly servesKey?: boolean;
  /** For an API that is mounted in another server, whose address HOST does not say. */
  readonly mounted?: {
    /** Whether the application decides about each caller. */
    readonly authenticates: boolean;
  };
}

/**
 * Reads the environment. An empty variable counts as unset, because compose files set unset variables to ''.
 * @throws ConfigError with all problems
 */
export function readConfig(
  given: Environment,
  { opens = PORTS, servesKey = true, mounted }: Purpose = {},
): Config {
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
  const accessIsBad = problems.some((problem) => /^(GATEWAY_TOKENS?|OIDC_\w+) /.test(problem));
  const isOpen = mounted ? !mounted.authenticates : opensBeyondLoopback(values);
  if (servesKey && !accessIsBad && isOpen && holdsKeyUnguarded(values))
    problems.push(mounted ? KEY_MOUNTED_IN_THE_OPEN : KEY_IN_THE_OPEN);
  if (!accessIsBad) problems.push(...oidcProblems(values));
  const hostIsBad = problems.some((problem) => problem.startsWith('POSTHOG_HOST '));
  if (servesKey && !hostIsBad && holdsKeyForNoHost(values)) problems.push(KEY_WITHOUT_HOST);
  problems.push(...sharedPorts(values, opens));
  if (problems.length > 0) throw new ConfigError(problems);
  const config = toConfig(values, {
    secrets: secretsOf(environment),
    replacesKey: Boolean(given[fileVariableOf('POSTHOG_API_KEY')]?.trim()),
  });
  if (!mounted || values.ALLOWED_HOSTS !== undefined) return config;
  // The application's names are not known here.
  return { ...config, allowedHosts: undefined };
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
  'could act with that key. Set GATEWAY_TOKEN so that callers must send it as x-gateway-token (or GATEWAY_TOKENS or OIDC_ISSUER), unset ' +
  'POSTHOG_API_KEY so that callers send their own keys, or listen on 127.0.0.1.';

const KEY_MOUNTED_IN_THE_OPEN =
  'POSTHOG_API_KEY is set, and nothing decides who may use it: anyone who can reach the application could act ' +
  'with that key. Give `authenticate`, which decides about each caller, set GATEWAY_TOKEN so that callers must ' +
  'send it as x-gateway-token, or leave POSTHOG_API_KEY out so that callers send their own keys.';

const opensBeyondLoopback = ({ HOST }: Values) => HOST !== undefined && !isLoopback(HOST);

/** The sandbox's default key does not count: it gives access to generated data only, and is printed at start. */
function holdsKeyUnguarded(values: Values): boolean {
  const { POSTHOG_API_KEY, GATEWAY_TOKEN, GATEWAY_TOKENS, OIDC_ISSUER } = values;
  const isGuarded = [GATEWAY_TOKEN, GATEWAY_TOKENS, OIDC_ISSUER].some((one) => one !== undefined);
  return POSTHOG_API_KEY !== undefined && !isGuarded;
}

/** What is missing for tokens of an identity provider. */
function oidcProblems({ OIDC_ISSUER, OIDC_AUDIENCE, OIDC_JWKS_URI }: Values): string[] {
  if (OIDC_ISSUER !== undefined && OIDC_AUDIENCE === undefined)
    return [
      'OIDC_ISSUER is set and OIDC_AUDIENCE is not: tokens that were issued for other servers would be accepted. Set OIDC_AUDIENCE to the audience of this one.',
    ];
  const alone = Object.entries({ OIDC_AUDIENCE, OIDC_JWKS_URI }).find(
    ([, value]) => value !== undefined,
  );
  return alone && OIDC_ISSUER === undefined
    ? [`${alone[0]} is set and OIDC_ISSUER is not: set both or neither.`]
    : [];
}

const KEY_WITHOUT_HOST =
  'POSTHOG_API_KEY is set and POSTHOG_HOST is not: the sandbox would answer with generated data in place of ' +
  'your PostHog. Set POSTHOG_HOST to its address, such as https://us.posthog.com or https://eu.posthog.com, or ' +
  'unset POSTHOG_API_KEY to use the sandbox.';

function holdsKeyForNoHost({ POSTHOG_HOST, POSTHOG_API_KEY }: Values): boolean {
  if (POSTHOG_HOST !== undefined || POSTHOG_API_KEY === undefined) return false;
  return !SANDBOX_KEYS.includes(POSTHOG_API_KEY);
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
    docs: values.DOCS,
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
    auditLog: values.AUDIT_LOG,
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
