import { isIP } from 'node:net';
import { z } from 'zod';

/** One environment variable: how it is read, and what the README and `.env.example` say of it. */
export interface Variable {
  readonly meaning: string;
  /** The text read when the variable is unset; undefined when being unset has a meaning of its own. */
  readonly default?: string;
  /** What being unset means, when there is no default. */
  readonly unset?: string;
  readonly example: string;
  /** Its schema's message finishes the sentence "NAME must be …" and never repeats the value, which may be a secret put in the wrong place. */
  readonly value: z.ZodType<unknown, string>;
}

const wholeNumber = (min: number, max: number) => {
  const error = `a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, error)
    .transform(Number)
    .pipe(z.number().min(min, error).max(max, error));
};

const port = wholeNumber(0, 65_535);

const hostName = /^(?=.{1,253}$)[a-z\d]([a-z\d-]*[a-z\d])?(\.[a-z\d]([a-z\d-]*[a-z\d])?)*$/i;

const matching = (test: (text: string) => boolean, error: string) => z.string().refine(test, error);

const listOf = (test: (text: string) => boolean, error: string) =>
  z
    .string()
    .transform((text) => text.split(',').map((item) => item.trim()))
    .pipe(z.array(matching(test, error)));

const fastPathPieces = ['http', 'compiled', 'responses'] as const;

const PIECES_ERROR =
  'on, off, or pieces separated by commas: http, compiled, responses (which needs http)';

/** The pieces of the fast path that a text turns on. */
const fastPath = z
  .string()
  .transform((text) => {
    if (text === 'on') return [...fastPathPieces];
    return text === 'off' ? [] : text.split(',').map((piece) => piece.trim());
  })
  .pipe(
    z
      .array(z.enum(fastPathPieces, { error: PIECES_ERROR }))
      // Whole answers are sent by the HTTP piece and by nothing else.
      .refine((pieces) => pieces.includes('http') || !pieces.includes('responses'), PIECES_ERROR),
  )
  .transform((pieces) => ({
    http: pieces.includes('http'),
    compiled: pieces.includes('compiled'),
    responses: pieces.includes('responses'),
  }));

function isWebAddress(text: string): boolean {
  const url = URL.parse(text);
  return (
    url !== null &&
    (url.protocol === 'http:' || url.protocol === 'https:') &&
    url.username === '' &&
    url.password === '' &&
    url.search === '' &&
    url.hash === ''
  );
}

const isOrigin = (text: string) => isWebAddress(text) && new URL(text).origin === text;

/** Every variable this product reads, in the order it is documented in. */
export const variables = {
  PORT: {
    meaning: 'Port of the API; 0 takes any free one and the banner says which.',
    default: '4000',
    example: '8080',
    value: port,
  },
  REST_PORT: {
    meaning: 'Port of the REST API alone, which is then no longer on `PORT`; 0 takes any free one.',
    unset: 'REST is on `PORT`',
    example: '8080',
    value: port,
  },
  MCP_PORT: {
    meaning:
      'Port of the MCP server alone, which is then no longer on `PORT`; 0 takes any free one.',
    unset: 'MCP is on `PORT`',
    example: '9090',
    value: port,
  },
  MCP_CAPABILITY_NAMES: {
    meaning:
      '`1` lets MCP tools be called by the names the capability file had for them as well; they are not listed.',
    default: '0',
    example: '1',
    value: z.enum(['0', '1'], { error: '0 or 1' }).transform((text) => text === '1'),
  },
  HOST: {
    meaning: 'Address the API listens on. Beyond loopback, a held key needs `GATEWAY_TOKEN`.',
    default: '127.0.0.1',
    example: '0.0.0.0',
    value: matching(
      (text) => isIP(text) !== 0 || hostName.test(text),
      'an IP address or a host name, without a port',
    ),
  },
  POSTHOG_HOST: {
    meaning: 'Base URL of the PostHog to serve; a path in it is kept.',
    unset: 'an embedded PostHog (the sandbox) is started and served',
    example: 'https://us.posthog.com',
    value: matching(
      isWebAddress,
      'a URL such as https://us.posthog.com, without credentials, query or fragment',
    ),
  },
  POSTHOG_API_KEY: {
    meaning: "Personal API key used for callers who bring none of their own; a caller's own wins.",
    unset: 'callers send theirs as `Authorization: Bearer phx_…`; the sandbox takes `phx_sandbox`',
    example: 'phx_your_personal_api_key',
    value: matching(
      (text) => /^[\x21-\x7e]+$/.test(text) && !text.startsWith('phc_'),
      'a personal API key (phx_…), not a project key (phc_…), without spaces',
    ),
  },
  POSTHOG_PROJECT_ID: {
    meaning: 'Project of fields that name none.',
    default: '@current',
    example: '12345',
    value: matching(
      (text) => /^(@current|\d{1,10})$/.test(text),
      "a project's number, or @current for the one the key's user last used",
    ),
  },
  GATEWAY_TOKEN: {
    meaning: 'Shared secret that callers of the APIs must send as `x-gateway-token`.',
    unset: 'nothing is asked of callers',
    example: 'a-long-random-text-of-your-own',
    value: matching(
      (text) => /^[\x21-\x7e]{16,}$/.test(text),
      'at least 16 printable characters without spaces',
    ),
  },
  CORS_ORIGINS: {
    meaning: 'Origins whose pages may call the API from a browser, separated by commas.',
    unset: 'only pages of this server may',
    example: 'https://app.example.com,http://localhost:5173',
    value: listOf(isOrigin, 'origins such as https://app.example.com, separated by commas'),
  },
  ALLOWED_HOSTS: {
    meaning:
      'Host names requests may be addressed to, separated by commas; keeps DNS rebinding out.',
    unset: 'loopback names when `HOST` is loopback, otherwise any',
    example: 'graph.example.com',
    value: listOf(
      (text) => hostName.test(text) || isIP(text) !== 0,
      'host names without ports, separated by commas',
    ),
  },
  GRAPHIQL: {
    meaning: '`off` serves no GraphiQL page to browsers at `/graphql`.',
    default: 'on',
    example: 'off',
    value: z.enum(['on', 'off'], { error: 'on or off' }).transform((text) => text === 'on'),
  },
  REQUEST_TIMEOUT_MS: {
    meaning:
      'Milliseconds one request may take from its arrival, its body and its upstream calls included.',
    default: '30000',
    example: '10000',
    value: wholeNumber(100, 600_000),
  },
  UPSTREAM_TIMEOUT_MS: {
    meaning: 'Milliseconds one call to PostHog may take.',
    default: '15000',
    example: '5000',
    value: wholeNumber(100, 600_000),
  },
  UPSTREAM_CONCURRENCY: {
    meaning:
      'Calls to PostHog under way at once, over all callers; one key has at most half of them.',
    default: '100',
    example: '10',
    value: wholeNumber(1, 1_000),
  },
  POSTHOG_CALLS_PER_MINUTE: {
    meaning: 'Calls PostHog lets one key make in a minute; raise it where its operators have.',
    default: '480',
    example: '2000',
    value: wholeNumber(1, 999_999_999),
  },
  POSTHOG_CALLS_PER_HOUR: {
    meaning: 'Calls PostHog lets one key make in an hour.',
    default: '4800',
    example: '20000',
    value: wholeNumber(1, 999_999_999),
  },
  FRESH_EXPERIMENTS_SECONDS: {
    meaning:
      'Seconds for which experiments, flags and cohorts that were read are given again; 0 always asks PostHog.',
    default: '5',
    example: '30',
    value: wholeNumber(0, 86_400),
  },
  FRESH_SETTINGS_SECONDS: {
    meaning: 'The same for holdouts, shared metrics, projects and the account.',
    default: '60',
    example: '600',
    value: wholeNumber(0, 86_400),
  },
  FRESH_RESULTS_SECONDS: {
    meaning: "The same for results, at most: they end with PostHog's next daily run.",
    default: '86400',
    example: '3600',
    value: wholeNumber(0, 86_400),
  },
  FRESH_MAX_MB: {
    meaning: 'Memory for what is kept, in MB, over all keys; the longest unused goes first.',
    default: '64',
    example: '256',
    value: wholeNumber(1, 16_384),
  },
  STALE_MAX_SECONDS: {
    meaning:
      'How old an answer may be that is given, marked as stale, when PostHog cannot be asked; 0 gives none.',
    default: '3600',
    example: '600',
    value: wholeNumber(0, 604_800),
  },
  SHARE_IN_FLIGHT: {
    meaning:
      '`off` makes identical reads of one key that are under way together calls of their own; for measuring.',
    default: 'on',
    example: 'off',
    value: z.enum(['on', 'off'], { error: 'on or off' }).transform((text) => text === 'on'),
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
      '`1` runs only the operations of `PERSISTED_MANIFEST`, by id or in full; other documents are refused.',
    default: '0',
    example: '1',
    value: z.enum(['0', '1'], { error: '0 or 1' }).transform((text) => text === '1'),
  },
  PERSISTED_MANIFEST: {
    meaning:
      "File of the operations that clients may ask for by id: Apollo's persisted query manifest, or a JSON object of documents by id.",
    unset: 'the operations in `examples/`',
    example: './persisted-queries.json',
    value: z.string(),
  },
  SHUTDOWN_TIMEOUT_MS: {
    meaning:
      'Milliseconds requests under way get to finish after SIGINT, SIGTERM or SIGHUP; the rest is then answered with 503.',
    default: '10000',
    example: '25000',
    value: wholeNumber(0, 600_000),
  },
  SANDBOX_PORT: {
    meaning:
      'Port of the sandbox, always on loopback; 0 takes any free one and the banner says which.',
    default: '4010',
    example: '0',
    value: port,
  },
  LOG_LEVEL: {
    meaning:
      'Least severe level logged (JSON lines on stderr): `debug`, `info`, `warn`, `error`, `silent`.',
    default: 'info',
    example: 'warn',
    value: z.enum(['debug', 'info', 'warn', 'error', 'silent'], {
      error: 'one of debug, info, warn, error, silent',
    }),
  },
} as const satisfies Record<string, Variable>;

export type VariableName = keyof typeof variables;
