import { isIP } from 'node:net';
import { z } from 'zod';
import { isProxyRange } from '../http/forwarded.ts';
import { parseEncryptionKeys } from '../shared-store/redis/encoding/encryption.ts';
import { parseRedisUrl } from '../shared-store/redis/url.ts';
import { posthogLimits } from '../posthog/layers/budget/default-limits.ts';
import {
  fastPath,
  hostName,
  isOrigin,
  isPublicUrl,
  isWebAddress,
  listOf,
  matching,
  parsedBy,
  port,
  wholeNumber,
} from './value-kinds.ts';

/** One environment variable: how it is parsed, and how the documentation and `.env.example` describe it. */
export interface Variable {
  readonly meaning: string;
  /** The text parsed when the variable is unset; undefined when an unset variable has a meaning of its own. */
  readonly default?: string;
  /** The meaning of an unset variable without a default. */
  readonly unset?: string;
  readonly example: string;
  /**
   * The schema. Its message completes the sentence "NAME must be …" and never repeats the value, which may be a
   * misplaced secret.
   */
  readonly value: z.ZodType<unknown, string>;
}

/** Every variable this product reads, in the order of the documentation. */
export const variables = {
  PORT: {
    meaning: 'Port of the API. 0 picks any free port, which the banner shows.',
    default: '4000',
    example: '8080',
    value: port,
  },
  REST_PORT: {
    meaning:
      'Separate port for the REST API, which is then no longer served on `PORT`. 0 picks any free port.',
    unset: 'REST is served on `PORT`',
    example: '8080',
    value: port,
  },
  MCP_PORT: {
    meaning:
      'Separate port for the MCP server, which is then no longer served on `PORT`. 0 picks any free port.',
    unset: 'MCP is served on `PORT`',
    example: '9090',
    value: port,
  },
  MCP_TOOLS: {
    meaning:
      'The MCP tools that are listed: `compact`, a few tools that each answer a whole question, or `full`, which adds one tool for every operation of PostHog. Either accepts calls of all of them.',
    default: 'compact',
    example: 'full',
    value: z.enum(['compact', 'full'], { error: 'compact or full' }),
  },
  MCP_READ_ONLY: {
    meaning: '`1` lists and accepts only MCP tools that change nothing.',
    default: '0',
    example: '1',
    value: z.enum(['0', '1'], { error: '0 or 1' }).transform((text) => text === '1'),
  },
  MCP_CAPABILITY_NAMES: {
    meaning:
      '`1` also accepts calls to MCP tools under their former names, those of the capability file. The former names are not listed.',
    default: '0',
    example: '1',
    value: z.enum(['0', '1'], { error: '0 or 1' }).transform((text) => text === '1'),
  },
  HOST: {
    meaning:
      'Address to listen on. Beyond loopback, setting `POSTHOG_API_KEY` requires `GATEWAY_TOKEN`.',
    default: '127.0.0.1',
    example: '0.0.0.0',
    value: matching(
      (text) => isIP(text) !== 0 || hostName.test(text),
      'an IP address or a host name, without a port',
    ),
  },
  POSTHOG_HOST: {
    meaning: 'Base URL of PostHog. A path in it is preserved.',
    unset: 'an embedded PostHog (the sandbox) is started and used',
    example: 'https://us.posthog.com',
    value: matching(
      isWebAddress,
      'a URL such as https://us.posthog.com, without credentials, query or fragment',
    ),
  },
  POSTHOG_API_KEY: {
    meaning:
      'PostHog key for callers that send none. It needs `POSTHOG_HOST`, unless it is a key of the sandbox. It is a personal API key (`phx_…`), an OAuth token (`pha_…`), or a project secret key (`phs_…`) where experiments are only listed and read. A key sent by the caller takes precedence.',
    unset:
      'callers send their own as `Authorization: Bearer phx_…`; the sandbox accepts `phx_sandbox`',
    example: 'phx_your_personal_api_key',
    value: matching(
      (text) => /^[\x21-\x7e]+$/.test(text) && !text.startsWith('phc_'),
      'a personal API key (phx_…), an OAuth token (pha_…) or a project secret key (phs_…), not a project key (phc_…), without spaces',
    ),
  },
  POSTHOG_PROJECT_ID: {
    meaning: 'Default project, for fields that do not name one.',
    default: '@current',
    example: '12345',
    value: matching(
      (text) => /^(@current|\d{1,10})$/.test(text),
      "a project's number, or @current for the project the key's owner last used",
    ),
  },
  GATEWAY_TOKEN: {
    meaning: 'Shared secret that callers must send as `x-gateway-token`.',
    unset: 'callers need no token',
    example: 'a-long-random-text-of-your-own',
    value: matching(
      (text) => /^[\x21-\x7e]{16,}$/.test(text),
      'at least 16 printable characters without spaces',
    ),
  },
  CORS_ORIGINS: {
    meaning:
      'Origins whose pages may call the API from a browser, comma-separated. `https://*.example.com` allows every name with one label in place of the `*`.',
    unset: 'only pages served by this server may',
    example: 'https://app.example.com,http://localhost:5173',
    value: listOf(
      isOrigin,
      'origins such as https://app.example.com or https://*.example.com, comma-separated',
    ),
  },
  ALLOWED_HOSTS: {
    meaning:
      'Host names that requests may be addressed to, comma-separated. Protects against DNS rebinding.',
    unset: 'loopback names if `HOST` is loopback, otherwise any',
    example: 'graph.example.com',
    value: listOf(
      (text) => hostName.test(text) || isIP(text) !== 0,
      'host names without ports, comma-separated',
    ),
  },
  PUBLIC_URL: {
    meaning:
      'Address of this server as its callers see it, with the path below which a proxy serves it. Links such as `next` begin with it, its host name is allowed like those of `ALLOWED_HOSTS`, and forwarded headers are not read.',
    unset: 'the address is taken from the request and from the headers of `TRUSTED_PROXIES`',
    example: 'https://example.com/experiments',
    value: matching(
      isPublicUrl,
      'an address such as https://example.com/experiments, without credentials, query, fragment or escapes',
    ).transform((text) => text.replace(/\/$/, '')),
  },
  TRUSTED_PROXIES: {
    meaning:
      'Proxies whose `X-Forwarded-Proto`, `-Host`, `-Port`, `-Prefix` and `Forwarded` headers are believed, comma-separated: addresses, CIDR ranges, `loopback`, `linklocal` or `uniquelocal` (private networks). `none` believes nobody. Links are built from these headers.',
    default: 'loopback',
    example: 'loopback,10.0.0.0/8',
    value: z
      .string()
      .transform((text) => (text === 'none' ? [] : text.split(',').map((item) => item.trim())))
      .pipe(
        z.array(
          matching(
            isProxyRange,
            'none, or addresses, CIDR ranges, loopback, linklocal or uniquelocal, comma-separated',
          ),
        ),
      ),
  },
  COMPRESSION: {
    meaning:
      '`off` sends every answer uncompressed, for a proxy that compresses. Otherwise large answers are compressed for clients that accept gzip, br or zstd.',
    default: 'on',
    example: 'off',
    value: z.enum(['on', 'off'], { error: 'on or off' }).transform((text) => text === 'on'),
  },
  GRAPHIQL: {
    meaning: '`off` disables the GraphiQL page at `/graphql`.',
    default: 'on',
    example: 'off',
    value: z.enum(['on', 'off'], { error: 'on or off' }).transform((text) => text === 'on'),
  },
  REQUEST_TIMEOUT_MS: {
    meaning:
      'Milliseconds a request may take in total, including receiving its body and making its upstream calls.',
    default: '30000',
    example: '10000',
    value: wholeNumber(100, 600_000),
  },
  UPSTREAM_TIMEOUT_MS: {
    meaning: 'Milliseconds a single call to PostHog may take.',
    default: '15000',
    example: '5000',
    value: wholeNumber(100, 600_000),
  },
  UPSTREAM_CONCURRENCY: {
    meaning:
      'Maximum number of concurrent calls to PostHog, over all callers. One key may use at most half of them.',
    default: '100',
    example: '10',
    value: wholeNumber(1, 1_000),
  },
  POSTHOG_CALLS_PER_MINUTE: {
    meaning:
      "PostHog's limit on calls per key and minute. Raise it if the operators of your PostHog have.",
    default: String(posthogLimits.perMinute),
    example: '2000',
    value: wholeNumber(1, 999_999_999),
  },
  POSTHOG_CALLS_PER_HOUR: {
    meaning: "PostHog's limit on calls per key and hour.",
    default: String(posthogLimits.perHour),
    example: '20000',
    value: wholeNumber(1, 999_999_999),
  },
  FRESH_EXPERIMENTS_SECONDS: {
    meaning:
      'Seconds for which experiments, flags and cohorts are cached. 0 always reads from PostHog.',
    default: '5',
    example: '30',
    value: wholeNumber(0, 86_400),
  },
  FRESH_SETTINGS_SECONDS: {
    meaning:
      'Seconds for which holdouts, shared metrics, projects and the account are cached. 0 always reads from PostHog.',
    default: '60',
    example: '600',
    value: wholeNumber(0, 86_400),
  },
  FRESH_RESULTS_SECONDS: {
    meaning:
      "Seconds for which results are cached, at most: they also expire with PostHog's next daily run.",
    default: '86400',
    example: '3600',
    value: wholeNumber(0, 86_400),
  },
  FRESH_MAX_MB: {
    meaning:
      'Size of the cache in MB, over all keys. The least recently used entries are evicted first.',
    default: '64',
    example: '256',
    value: wholeNumber(1, 16_384),
  },
  STALE_MAX_SECONDS: {
    meaning:
      'Maximum age in seconds of stale data, which is returned (marked as stale) when PostHog is unavailable or the key is out of calls. 0 never returns stale data.',
    default: '3600',
    example: '600',
    value: wholeNumber(0, 604_800),
  },
  SHARE_IN_FLIGHT: {
    meaning: '`off` stops sharing identical concurrent reads of one key. For measurements only.',
    default: 'on',
    example: 'off',
    value: z.enum(['on', 'off'], { error: 'on or off' }).transform((text) => text === 'on'),
  },
  REDIS_URL: {
    meaning:
      'Redis or Valkey in which several replicas of this server share their state: `redis://user:password@host:6379/0`, `rediss://…` with TLS, `redis+sentinel://user:password@host1:26379,host2:26379/mymaster/0` (with `?sentinelUsername=…&sentinelPassword=…` if the Sentinels ask for it) or `redis+cluster://host1:6379,host2:6379`, the last two also as `rediss+…`. Special characters of a password are percent-encoded.',
    unset: 'this process is the only replica and keeps its state in memory',
    example: 'redis://127.0.0.1:6379',
    value: parsedBy(
      parseRedisUrl,
      'a URL such as redis://:password@host:6379/0, rediss://…, redis+sentinel://host1:26379,host2:26379/mymaster or redis+cluster://host1:6379,host2:6379',
    ),
  },
  REDIS_PREFIX: {
    meaning:
      'Beginning of every key and channel in Redis. Servers that are not replicas of each other need different ones.',
    default: 'peg:',
    example: 'experiments:staging:',
    value: matching(
      (text) => /^[\w.:-]{1,64}$/.test(text),
      'at most 64 letters, digits, or characters of . : _ -',
    ),
  },
  REDIS_ENCRYPTION_KEY: {
    meaning:
      'Key with which everything that this server stores in Redis or sends through it is encrypted (AES-256-GCM): 32 random bytes in base64 or hex, as `openssl rand -base64 32` prints them. Of several, comma-separated, the first encrypts and all decrypt. All replicas need keys that read what the others write.',
    unset: 'what is stored in Redis is not encrypted',
    example: 'RXhhbXBsZS1rZXktdGhhdC1ub2JvZHktbXVzdC11c2U=',
    value: parsedBy(
      parseEncryptionKeys,
      '32 bytes in base64 (44 characters) or hex (64 characters), or several such keys, comma-separated',
    ),
  },
  FAST_PATH: {
    meaning:
      '`off` answers every GraphQL request through Yoga and graphql-js alone; a list turns on only these pieces. For measuring, and for finding out whether the fast path is the cause of a fault.',
    default: 'on',
    example: 'http,compiled',
    value: fastPath,
  },
  LAZY_ROWS: {
    meaning:
      '`off` decodes pages of PostHog whole instead of each property when it is first read; for the same purposes.',
    default: 'on',
    example: 'off',
    value: z.enum(['on', 'off'], { error: 'on or off' }).transform((text) => text === 'on'),
  },
  PERSISTED_ONLY: {
    meaning:
      '`1` runs only the operations in `PERSISTED_MANIFEST`, requested by ID or by their full text. Other documents are rejected.',
    default: '0',
    example: '1',
    value: z.enum(['0', '1'], { error: '0 or 1' }).transform((text) => text === '1'),
  },
  PERSISTED_MANIFEST: {
    meaning:
      'File of the operations that clients may request by ID: an Apollo persisted query manifest, or a JSON object of documents by ID.',
    unset: 'the operations in `examples/`',
    example: './persisted-queries.json',
    value: z.string(),
  },
  SUBGRAPH_PREFIX: {
    meaning:
      'Prefix of the types and root fields under which a supergraph knows this API: with `PostHog`, `User` is `PostHogUser` and the query `viewer` is `postHogViewer`, so that they compose with types of your own. The names without it can still be used by everybody else.',
    unset: 'the names of the schema, without a prefix',
    example: 'PostHog',
    value: matching(
      (text) => /^[A-Z][A-Za-z\d]{0,31}$/.test(text),
      'an upper-case letter, followed by at most 31 letters and digits',
    ),
  },
  KEEP_ALIVE_TIMEOUT_MS: {
    meaning:
      'Milliseconds for which an idle connection stays open for the next request. It must be longer than that of the load balancer in front, or some requests meet a connection that is just being closed: AWS and nginx wait 60 s, Google Cloud 600 s.',
    default: '75000',
    example: '620000',
    value: wholeNumber(1_000, 3_600_000),
  },
  SHUTDOWN_TIMEOUT_MS: {
    meaning:
      'Milliseconds that requests in flight get to finish after SIGINT, SIGTERM or SIGHUP. The rest are answered with 503.',
    default: '10000',
    example: '25000',
    value: wholeNumber(0, 600_000),
  },
  SANDBOX_PORT: {
    meaning:
      'Port of the sandbox, always on loopback. 0 picks any free port, which the banner shows.',
    default: '4010',
    example: '0',
    value: port,
  },
  LOG_LEVEL: {
    meaning:
      'Minimum log level (JSON lines on stderr): `debug`, `info`, `warn`, `error`, `silent`.',
    default: 'info',
    example: 'warn',
    value: z.enum(['debug', 'info', 'warn', 'error', 'silent'], {
      error: 'one of debug, info, warn, error, silent',
    }),
  },
} as const satisfies Record<string, Variable>;

export type VariableName = keyof typeof variables;
