import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { lineOf, startInProcess, type InProcess } from '../support/in-process.ts';
import { askRaw, type RawAnswer } from '../support/raw-http.ts';
import {
  graphRoutes,
  mcpRoutes,
  publicPaths,
  restRoutes,
  type GuardedRoute,
} from './paths/routes.ts';
import { spellings } from './paths/spellings.ts';

const token = 'a-long-random-token-0123456789';
const withToken = { 'x-gateway-token': token };

/** Requests that must be refused by exactly one guard. */
const intruders: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'no token': {},
  'a wrong token': { 'x-gateway-token': `${token}0` },
  'a foreign Host': { ...withToken, host: 'evil.example' },
  'a foreign Origin': { ...withToken, origin: 'https://evil.example' },
  'a page of another site': { ...withToken, 'sec-fetch-site': 'cross-site' },
};

function bytes(
  { method, body = '' }: GuardedRoute,
  target: string,
  headers: Readonly<Record<string, string>>,
): string {
  const all = {
    host: 'localhost',
    ...(body !== '' && {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
    }),
    'content-length': String(body.length),
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${target} HTTP/1.1\r\n${lines.join('')}\r\n${body}`;
}

let sandbox: Sandbox;
const running: InProcess[] = [];

async function start(environment: Readonly<Record<string, string>> = {}): Promise<InProcess> {
  const server = await startInProcess({
    POSTHOG_HOST: sandbox.url,
    POSTHOG_API_KEY: 'phx_sandbox',
    POSTHOG_PROJECT_ID: '1',
    GATEWAY_TOKEN: token,
    LOG_LEVEL: 'silent',
    // Calls are counted, and what one test asks for must not be read again in the next.
    REFRESH_AHEAD: 'off',
    ...environment,
  });
  running.push(server);
  return server;
}

beforeAll(async () => {
  sandbox = await createSandbox();
});
afterAll(async () => {
  await Promise.all(running.map((server) => server.stop()));
  await sandbox.close();
});

const portOf = (url = '') => Number(new URL(url).port);
/** Calls with a key; readiness checks are sent without one. */
const received = () => sandbox.requests().filter(({ key }) => key !== null);

/** A public path is public only with the exact spelling and method. */
const isPublic = ({ method }: GuardedRoute, target: string) =>
  method === 'GET' &&
  publicPaths.includes(target.replace(/^http:\/\/(localhost|127[^/]*)/i, '').replace(/\?.*/, ''));

/** A URL in absolute form contains the host, and the header is then ignored (RFC 9112, 3.2.2). */
const namesOwnHost = (target: string) => /^http:\/\/(localhost|127[\d.:]+)\//i.test(target);

const isRefused = ({ status }: RawAnswer) => status === 0 || (status >= 400 && status < 500);

/** Node closes the connection for these targets, so requests pipelined behind them would be lost. */
const closes = (target: string) => !/^(\/|http:\/\/)[!-~]*$/.test(target);

/** The first two routes of an API, a read and a write, and one in 25 of the others. */
const standsForKind = (at: number) => at < 2 || at % 25 === 0;

interface Asked {
  readonly route: GuardedRoute;
  readonly target: string;
  readonly intruder: string;
  readonly sent: string;
}

/**
 * Sends every route in every spelling, and returns the requests that were answered but had to be refused.
 * Each spelling of a route is sent by one intruder in turn, so that all pairs of route, spelling and intruder
 * are covered; representative routes are sent in all combinations.
 */
async function walk(port: number, routes: readonly GuardedRoute[]): Promise<string[]> {
  const all = Object.entries(intruders);
  const asked = routes.flatMap((route, first) =>
    spellings(route.path).flatMap((target, at): Asked[] =>
      all
        .filter((_, intruder) => standsForKind(first) || (first + at) % all.length === intruder)
        .filter(([, headers]) => !('host' in headers && namesOwnHost(target)))
        .map(([intruder, headers]) => ({
          route,
          target,
          intruder,
          sent: bytes(route, target, headers),
        })),
    ),
  );
  const letIn: string[] = [];
  for (const [together, pipelined] of [
    [asked.filter(({ target }) => !closes(target)), 64],
    [asked.filter(({ target }) => closes(target)), 1],
  ] as const) {
    const answers = await askRaw(
      port,
      together.map(({ sent }) => sent),
      pipelined,
    );
    for (const [at, { route, target, intruder }] of together.entries()) {
      const answer = answers[at];
      if (!answer || isRefused(answer) || isPublic(route, target)) continue;
      letIn.push(`${answer.status} ${route.method} ${target} (${intruder})`);
    }
  }
  return letIn;
}

describe.each<[string, Readonly<Record<string, string>>]>([
  ['on one port', {}],
  ['on ports of their own', { REST_PORT: '0', MCP_PORT: '0' }],
])('the APIs %s', (_, environment) => {
  let ports: { graph: number; rest: number; mcp: number };
  beforeAll(async () => {
    const { printed } = await start(environment);
    ports = {
      graph: portOf(lineOf(printed, 'GraphQL')),
      rest: portOf(lineOf(printed, 'REST')),
      mcp: portOf(lineOf(printed, 'MCP')),
    };
  });

  const routes = { graph: graphRoutes, rest: restRoutes, mcp: mcpRoutes };

  it.each(['graph', 'rest', 'mcp'] as const)(
    'answer no spelling of any route of %s that a guard must refuse, and send nothing to PostHog',
    async (api) => {
      sandbox.clearRequests();
      expect(await walk(ports[api], routes[api])).toEqual([]);
      expect(received()).toEqual([]);
    },
  );

  it.each(['graph', 'rest', 'mcp'] as const)(
    'answer the normal spelling of every route of %s to a caller with the token',
    async (api) => {
      const asked = routes[api].filter(({ method }) => method !== 'DELETE');
      const answers = await askRaw(
        ports[api],
        asked.map((route) => bytes(route, route.path, withToken)),
      );
      const refused = answers.filter(({ body }) =>
        /gateway_token_required|(host|origin)_not_allowed|Endpoint not found/i.test(body),
      );
      expect(refused).toEqual([]);
    },
  );
});

it('there are at least 200 spellings of each route', () => {
  for (const { path } of [...graphRoutes, ...mcpRoutes, ...restRoutes]) {
    expect(spellings(path).length).toBeGreaterThanOrEqual(200);
  }
});

describe('a public path', () => {
  let port: number;
  beforeAll(async () => {
    port = portOf((await start()).url);
  });

  it.each(publicPaths)('is served with GET and HEAD: %s', async (path) => {
    const answers = await askRaw(port, [
      bytes({ method: 'GET', path }, path, {}),
      bytes({ method: 'HEAD', path }, path, {}),
    ]);
    for (const { status } of answers) expect(status).toBe(200);
  });

  it.each(publicPaths)('is guarded with any other method: %s', async (path) => {
    const methods = ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'QUERY'];
    const intruding = await askRaw(
      port,
      methods.map((method) => bytes({ method, path }, path, {})),
    );
    expect(intruding.map(({ status }) => status)).toEqual(methods.map(() => 401));
    const allowed = await askRaw(
      port,
      methods.map((method) => bytes({ method, path }, path, withToken)),
    );
    for (const { status, headers } of allowed) {
      expect({ status, allow: headers['allow'] }).toEqual({ status: 405, allow: 'GET, HEAD' });
    }
  });
});
