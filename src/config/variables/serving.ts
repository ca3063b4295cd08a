import { isIP } from 'node:net';
import { z } from 'zod';
import { isProxyRange } from '../../http/forwarded.ts';
import {
  hostAddress,
  hostName,
  isOrigin,
  isProject,
  isPublicUrl,
  isWebAddress,
  listOf,
  matching,
  port,
  postHogKey,
} from '../value-kinds.ts';
import type { Variable } from './variable.ts';

/** Where and to whom this server answers. */
export const serving = {
  PORT: {
    meaning: 'Port of the API. 0 picks any free port, which the banner shows.',
    default: '4000',
    example: '8080',
    whenMounted: false,
    value: port,
  },
  REST_PORT: {
    meaning:
      'Separate port for the REST API, which is then no longer served on `PORT`. 0 picks any free port.',
    unset: 'REST is served on `PORT`',
    example: '8080',
    whenMounted: false,
    value: port,
  },
  MCP_PORT: {
    meaning:
      'Separate port for the MCP server, which is then no longer served on `PORT`. 0 picks any free port.',
    unset: 'MCP is served on `PORT`',
    example: '9090',
    whenMounted: false,
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
    whenMounted: false,
    value: hostAddress,
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
    isSecret: true,
    value: postHogKey,
  },
  POSTHOG_PROJECT_ID: {
    meaning: 'Default project, for fields that do not name one.',
    default: '@current',
    example: '12345',
    value: matching(
      isProject,
      "a project's number, or @current for the project the key's owner last used",
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
    whenMounted: { unset: 'any' },
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
    whenMounted: false,
    value: z.enum(['on', 'off'], { error: 'on or off' }).transform((text) => text === 'on'),
  },
  GRAPHIQL: {
    meaning: '`off` disables the GraphiQL page at `/graphql`.',
    default: 'on',
    example: 'off',
    value: z.enum(['on', 'off'], { error: 'on or off' }).transform((text) => text === 'on'),
  },
  WEB_APP: {
    meaning: '`off` disables the web app at `/`; browsers are then sent to GraphiQL.',
    default: 'on',
    example: 'off',
    value: z.enum(['on', 'off'], { error: 'on or off' }).transform((text) => text === 'on'),
  },
  DOCS: {
    meaning: '`off` disables the documentation at `/docs`.',
    default: 'on',
    example: 'off',
    value: z.enum(['on', 'off'], { error: 'on or off' }).transform((text) => text === 'on'),
  },
} as const satisfies Record<string, Variable>;
