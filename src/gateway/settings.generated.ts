// Generated from the configuration variables by `npm run contracts`.

/**
 * Settings of a gateway. They have the meanings of the configuration variables of the same names. `on` and `1` are
 * `true` here, `off` and `0` are `false`, and values separated by commas are a list.
 */
export interface GatewaySettings {
  /** The MCP tools that are listed: `compact`, a few tools that each answer a whole question, or `full`, which adds one tool for every operation of PostHog. Either accepts calls of all of them. Default: compact. */
  readonly mcpTools?: 'compact' | 'full' | undefined;
  /** `1` lists and accepts only MCP tools that change nothing. Default: 0. */
  readonly mcpReadOnly?: boolean | undefined;
  /** `1` also accepts calls to MCP tools under their former names, those of the capability file. The former names are not listed. Default: 0. */
  readonly mcpCapabilityNames?: boolean | undefined;
  /** Base URL of PostHog. A path in it is preserved. Unset: an embedded PostHog (the sandbox) is started and used. */
  readonly posthogHost?: string | undefined;
  /** PostHog key for callers that send none. It needs `posthogHost`, unless it is a key of the sandbox. It is a personal API key (`phx_…`), an OAuth token (`pha_…`), or a project secret key (`phs_…`) where experiments are only listed and read. A key sent by the caller takes precedence. Unset: callers send their own as `Authorization: Bearer phx_…`; the sandbox accepts `phx_sandbox`. */
  readonly posthogApiKey?: string | undefined;
  /** Default project, for fields that do not name one. Default: @current. */
  readonly posthogProjectId?: string | undefined;
  /** Origins whose pages may call the API from a browser, comma-separated. `https://*.example.com` allows every name with one label in place of the `*`. Unset: only pages served by this server may. */
  readonly corsOrigins?: readonly string[] | undefined;
  /** Host names that requests may be addressed to, comma-separated. Protects against DNS rebinding. Unset: any. */
  readonly allowedHosts?: readonly string[] | undefined;
  /** Address of this server as its callers see it, with the path below which a proxy serves it. Links such as `next` begin with it, its host name is allowed like those of `allowedHosts`, and forwarded headers are not read. Unset: the address is taken from the request and from the headers of `trustedProxies`. */
  readonly publicUrl?: string | undefined;
  /** Proxies whose `X-Forwarded-Proto`, `-Host`, `-Port`, `-Prefix` and `Forwarded` headers are believed, comma-separated: addresses, CIDR ranges, `loopback`, `linklocal` or `uniquelocal` (private networks). `none` believes nobody. Links are built from these headers. Default: loopback. */
  readonly trustedProxies?: readonly string[] | undefined;
  /** `off` disables the GraphiQL page at `/graphql`. Default: on. */
  readonly graphiql?: boolean | undefined;
  /** `off` disables the web app at `/`; browsers are then sent to GraphiQL. Default: on. */
  readonly webApp?: boolean | undefined;
  /** `off` disables the documentation at `/docs`. Default: on. */
  readonly docs?: boolean | undefined;
  /** Shared secret that callers must send as `x-gateway-token`. Unset: callers need no token. */
  readonly gatewayToken?: string | undefined;
  /** Several such tokens, each with the name of its caller: `name=token`, separated by commas or line breaks. A policy gives roles by these names, and they stand in the log. `gateway` is the name of the token in `gatewayToken`. Unset: there is at most the one token of `gatewayToken`. */
  readonly gatewayTokens?: string | undefined;
  /** File (YAML or JSON) that says which roles may do what with the server's own key, and how many requests a caller may make ([Access](access.md)). Unset: every caller that the server admits may use all that the server's own key may. */
  readonly accessPolicyFile?: string | undefined;
  /** Issuer of the tokens (JWT) of an OpenID Connect provider, exactly as they name it. Callers may then send such a token as `Authorization: Bearer` or as `x-gateway-token`, and work with the server's own key. Needs `oidcAudience`. Unset: tokens of identity providers are not accepted. */
  readonly oidcIssuer?: string | undefined;
  /** Audiences of which a token must name one in its claim `aud`, comma-separated: this server must not accept tokens that were issued for another. Unset: needed with `oidcIssuer`. */
  readonly oidcAudience?: readonly string[] | undefined;
  /** Address of the public keys of the provider (JWKS). Unset: it is taken from `/.well-known/openid-configuration` below `oidcIssuer`. */
  readonly oidcJwksUri?: string | undefined;
  /** Signature algorithms that are accepted, comma-separated. Default: RS256,PS256,ES256,EdDSA. */
  readonly oidcAlgorithms?: readonly string[] | undefined;
  /** Claim of a token that names the roles of its caller: a text, words separated by spaces, or a list. Dots lead into objects. Default: roles. */
  readonly oidcRoleClaim?: string | undefined;
  /** Further claims that a token must have, comma-separated, with a value or with any value. Unset: only `iss`, `aud`, `exp` and `sub` are required. */
  readonly oidcRequiredClaims?: string | undefined;
  /** Seconds by which the clock of the provider may differ from that of this server. Default: 30. */
  readonly oidcClockToleranceSeconds?: number | undefined;
  /** `off` refuses introspection (`__schema`, `__type`, `_service`) and leaves suggestions out of error messages, so that callers cannot explore the schema. GraphiQL needs it for its documentation and completion. Default: on. */
  readonly introspection?: boolean | undefined;
  /** Milliseconds a request may take in total, including receiving its body and making its upstream calls. Default: 30000. */
  readonly requestTimeoutMs?: number | undefined;
  /** Requests that are worked on at a time, over all ports. More are refused at once with 503 and `SERVER_BUSY`. Open subscriptions do not count. Default: 2000. */
  readonly maxActiveRequests?: number | undefined;
  /** Milliseconds a single call to PostHog may take. Default: 15000. */
  readonly upstreamTimeoutMs?: number | undefined;
  /** Maximum number of concurrent calls to PostHog, over all callers. One key may use at most half of them. Default: 100. */
  readonly upstreamConcurrency?: number | undefined;
  /** `off` sends every call to PostHog, however many before it were not answered. Otherwise calls are stopped for some seconds when several in a row failed or timed out, and answered from the cache or with `UPSTREAM_UNAVAILABLE`. Default: on. */
  readonly breaker?: boolean | undefined;
  /** PostHog's limit on calls per key and minute. Raise it if the operators of your PostHog have. Default: 480. */
  readonly posthogCallsPerMinute?: number | undefined;
  /** PostHog's limit on calls per key and hour. Default: 4800. */
  readonly posthogCallsPerHour?: number | undefined;
  /** Seconds for which experiments, flags and cohorts are cached. 0 always reads from PostHog. Default: 5. */
  readonly freshExperimentsSeconds?: number | undefined;
  /** Seconds for which holdouts, shared metrics, projects and the account are cached. 0 always reads from PostHog. Default: 60. */
  readonly freshSettingsSeconds?: number | undefined;
  /** Seconds for which results are cached, at most: they also expire with PostHog's next daily run. Default: 86400. */
  readonly freshResultsSeconds?: number | undefined;
  /** Size of the cache in MB, over all keys. The least recently used entries are evicted first. Default: 64. */
  readonly freshMaxMb?: number | undefined;
  /** Maximum age in seconds of stale data, which is returned (marked as stale) when PostHog is unavailable or the key is out of calls. 0 never returns stale data. Default: 3600. */
  readonly staleMaxSeconds?: number | undefined;
  /** `off` lets every answer expire. Otherwise answers that were asked for at least twice since they were read are read anew just before they expire, as long as half of the calls of the key are left. Default: on. */
  readonly refreshAhead?: boolean | undefined;
  /** `off` begins no read before its query asks for it. Otherwise the reads that a query made after others when it last ran are begun together with the first one. Default: on. */
  readonly speculate?: boolean | undefined;
  /** `off` stops sharing identical concurrent reads of one key. For measurements only. Default: on. */
  readonly shareInFlight?: boolean | undefined;
  /** Redis or Valkey in which several replicas of this server share their state: `redis://user:password@host:6379/0`, `rediss://…` with TLS, `redis+sentinel://user:password@host1:26379,host2:26379/mymaster/0` (with `?sentinelUsername=…&sentinelPassword=…` if the Sentinels ask for it) or `redis+cluster://host1:6379,host2:6379`, the last two also as `rediss+…`. Special characters of a password are percent-encoded. Unset: this process is the only replica and keeps its state in memory. */
  readonly redisUrl?: string | undefined;
  /** Beginning of every key and channel in Redis. Servers that are not replicas of each other need different ones. Default: peg:. */
  readonly redisPrefix?: string | undefined;
  /** Key with which everything that this server stores in Redis or sends through it is encrypted (AES-256-GCM): 32 random bytes in base64 or hex, as `openssl rand -base64 32` prints them. Of several, comma-separated, the first encrypts and all decrypt. All replicas need keys that read what the others write. Unset: what is stored in Redis is not encrypted. */
  readonly redisEncryptionKey?: string | undefined;
  /** `off` answers every GraphQL request through Yoga and graphql-js alone; a list turns on only these pieces. For measuring, and for finding out whether the fast path is the cause of a fault. Default: on. */
  readonly fastPath?: string | undefined;
  /** `off` decodes pages of PostHog whole instead of each property when it is first read; for the same purposes. Default: on. */
  readonly lazyRows?: boolean | undefined;
  /** `1` runs only the operations in `persistedManifest`, requested by ID or by their full text. Other documents are rejected. Default: 0. */
  readonly persistedOnly?: boolean | undefined;
  /** File of the operations that clients may request by ID: an Apollo persisted query manifest, or a JSON object of documents by ID. Unset: the operations in `examples/`. */
  readonly persistedManifest?: string | undefined;
  /** Prefix of the types and root fields under which a supergraph knows this API: with `PostHog`, `User` is `PostHogUser` and the query `viewer` is `postHogViewer`, so that they compose with types of your own. The names without it can still be used by everybody else. Unset: the names of the schema, without a prefix. */
  readonly subgraphPrefix?: string | undefined;
  /** Milliseconds that requests in flight get to finish after SIGINT or SIGTERM. The rest are answered with 503. Default: 10000. */
  readonly shutdownTimeoutMs?: number | undefined;
  /** Where one line for each change in PostHog is written: `stderr`, among the log lines, or a file, to which lines are appended and which only its owner can read if the server creates it. The guide to the audit log describes the lines. Default: off. */
  readonly auditLog?: string | undefined;
  /** Port of the sandbox, always on loopback. 0 picks any free port, which the banner shows. Default: 4010. */
  readonly sandboxPort?: number | undefined;
  /** Minimum log level (on stderr): `debug`, `info`, `warn`, `error`, `silent`. Default: info. */
  readonly logLevel?: 'debug' | 'info' | 'warn' | 'error' | 'silent' | undefined;
  /** Form of the log: `json` for one JSON object per line, `pretty` for lines to read, `auto` for `pretty` on a terminal and `json` otherwise. Default: auto. */
  readonly logFormat?: 'auto' | 'json' | 'pretty' | undefined;
  /** Address of an OpenTelemetry collector that takes OTLP over HTTP; traces go to `/v1/traces` below it. Setting it turns traces on. Unset: no traces, unless `otelExporterOtlpTracesEndpoint` is set. */
  readonly otelExporterOtlpEndpoint?: string | undefined;
  /** The whole address for traces, if it is not below `otelExporterOtlpEndpoint`. Unset: `otelExporterOtlpEndpoint` with `/v1/traces`. */
  readonly otelExporterOtlpTracesEndpoint?: string | undefined;
  /** Headers for the collector, such as its access token: `name=value` pairs separated by commas, percent-encoded. Unset: no headers. */
  readonly otelExporterOtlpHeaders?: string | undefined;
  /** The same for traces, in place of `otelExporterOtlpHeaders`. Unset: `otelExporterOtlpHeaders`. */
  readonly otelExporterOtlpTracesHeaders?: string | undefined;
  /** Encoding of what is sent to the collector: `http/protobuf` or `http/json`. Default: http/protobuf. */
  readonly otelExporterOtlpProtocol?: 'http/protobuf' | 'http/json' | undefined;
  /** The same for traces. Unset: `otelExporterOtlpProtocol`. */
  readonly otelExporterOtlpTracesProtocol?: 'http/protobuf' | 'http/json' | undefined;
  /** `true` turns traces off, whatever the other variables say. Default: false. */
  readonly otelSdkDisabled?: boolean | undefined;
  /** Name of this service in traces. Unset: that in `otelResourceAttributes`, or `posthog-experiments-graph`. */
  readonly otelServiceName?: string | undefined;
  /** Attributes of this service in traces: `name=value` pairs separated by commas, percent-encoded. Unset: only the name and the version of the service. */
  readonly otelResourceAttributes?: string | undefined;
  /** Which traces are recorded: `always_on`, `always_off`, `traceidratio`, or `parentbased_` before one of them, which follows the caller where it has decided. Default: parentbased_always_on. */
  readonly otelTracesSampler?: 'always_on' | 'always_off' | 'traceidratio' | 'parentbased_always_on' | 'parentbased_always_off' | 'parentbased_traceidratio' | undefined;
  /** For `traceidratio`: the share of traces that is recorded, from 0 to 1. Default: 1. */
  readonly otelTracesSamplerArg?: number | undefined;
}
