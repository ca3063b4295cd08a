import { createServer } from 'node:http';
import express from 'express';
import { createClient } from 'graphql-ws';
import { createGateway, type Gateway, type GatewayOptions } from 'posthog-experiments-graph';
import { afterEach, describe, expect, it } from 'vitest';
import { createSandbox } from '../../src/sandbox/sandbox.ts';
import { json, listening, readUntil } from './support.ts';

const opened: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).toReversed()) await close();
});

function mount(options: GatewayOptions = {}): Gateway {
  const gateway = createGateway(options);
  opened.push(() => gateway.close());
  return gateway;
}

async function startPostHog() {
  const sandbox = await createSandbox();
  opened.push(() => sandbox.close());
  return sandbox;
}

const origin = 'https://app.example';
const asked = { query: '{ experiments(first: 1) { nodes { name } } }' };
const names = json(asked);
const send = (gateway: Gateway, path: string, init?: RequestInit) =>
  gateway.fetch(new Request(`${origin}${path}`, init));
const codeOf = async (answer: Response) =>
  ((await answer.json()) as { errors: { extensions: { code: string } }[] }).errors[0]?.extensions
    .code;

describe('the options of a gateway', () => {
  it.each<[string, object, RegExp]>([
    ['an unknown name', { posthogKey: 'phx_1' }, /^There is no option posthogKey\.$/],
    ['an option of the command', { port: 4000 }, /^There is no option port\.$/],
    ['a value of another kind', { requestTimeoutMs: 'soon' }, /^requestTimeoutMs must be a whole/],
    ['an empty list', { allowedHosts: [] }, /^allowedHosts must have an entry, or be left out\.$/],
    ['a base path with a slash at its end', { basePath: '/a/' }, /^basePath must be a path/],
    [
      'a key without a host',
      { posthogApiKey: 'phx_1', gatewayToken: 'x'.repeat(16) },
      /^posthogApiKey is set and posthogHost is not/,
    ],
    [
      'sandbox data beside a real PostHog',
      { posthogHost: 'https://eu.posthog.com', sandbox: { experiments: 5 } },
      /^sandbox is for the embedded PostHog/,
    ],
  ])('are refused with a sentence about %s', (_, options, sentence) => {
    expect(() => createGateway(options)).toThrow(sentence);
  });

  it('name all problems at once, and no value', () => {
    const options = { posthogApiKey: 'not a key', gatewayToken: 'short' };
    expect(() => createGateway(options)).toThrow(/^posthogApiKey must be .*\ngatewayToken must be/);
    expect(() => createGateway(options)).not.toThrow(/not a key|short/);
  });

  it('have their defaults where they are undefined or empty', async () => {
    const gateway = mount({ posthogHost: undefined, posthogApiKey: '', graphiql: false });
    expect(await gateway.ready()).toEqual({ ok: true });
    const page = await send(gateway, '/graphql', { headers: { accept: 'text/html' } });
    expect(page.status).not.toBe(200);
  });

  it('choose the data of the embedded PostHog', async () => {
    const gateway = mount({ sandbox: { experiments: 200 } });
    const answer = await send(gateway, '/v1/api/projects/1/experiments/?limit=1');
    expect(((await answer.json()) as { count: number }).count).toBeGreaterThan(100);
  });
});

describe('a gateway that holds a key', () => {
  const held = { posthogHost: 'https://eu.posthog.com', posthogApiKey: 'phx_held' };

  it('is not created while nothing decides who may use the key', () => {
    expect(() => createGateway(held)).toThrow(
      /^posthogApiKey is set, and nothing decides who may use it: .* Give `authenticate`/,
    );
  });

  it.each<[string, GatewayOptions]>([
    ['a gateway token', { gatewayToken: 'a-token-of-sixteen' }],
    ['authenticate', { authenticate: () => false }],
  ])('is created with %s', (_, guard) => {
    expect(() => createGateway({ ...held, ...guard })).not.toThrow();
  });

  it('serves the callers that the application knows, and calls PostHog for nobody else', async () => {
    const posthog = await startPostHog();
    const gateway = mount({
      posthogHost: posthog.url,
      posthogApiKey: 'phx_sandbox',
      authenticate: async ({ headers, path, method }) =>
        headers.get('cookie') === 'session=ada' && path === '/graphql' && method === 'POST',
    });
    expect(await codeOf(await send(gateway, '/graphql', names))).toBe('CALLER_NOT_AUTHENTICATED');
    const rest = await send(gateway, '/v1/api/projects/1/experiments');
    expect([rest.status, await rest.json()]).toEqual([
      401,
      expect.objectContaining({ type: 'authentication_error' }),
    ]);
    const mcp = await send(gateway, '/mcp', json({ jsonrpc: '2.0', id: 1, method: 'ping' }));
    expect(await mcp.json()).toHaveProperty('error.data.code', 'CALLER_NOT_AUTHENTICATED');
    const known = json(asked, { cookie: 'session=ada' });
    expect(await (await send(gateway, '/graphql', known)).json()).toHaveProperty(
      'data.experiments',
    );
    expect((await send(gateway, '/health')).status).toBe(200);
  });

  it('refuses pages of other sites, whatever cookies they bring', async () => {
    const posthog = await startPostHog();
    const gateway = mount({
      posthogHost: posthog.url,
      posthogApiKey: 'phx_sandbox',
      authenticate: () => true,
    });
    const foreign = json(asked, { origin: 'https://evil.example' });
    const answer = await send(gateway, '/graphql', foreign);
    expect(await codeOf(answer)).toBe('ORIGIN_NOT_ALLOWED');
  });

  it('fails closed when the application cannot decide', async () => {
    const logged: [object, string][] = [];
    const log = (details: object, message: string) => void logged.push([details, message]);
    const gateway = mount({
      ...held,
      authenticate: () => Promise.reject(new Error('no session store')),
      logger: { debug: log, info: log, warn: log, error: log },
    });
    expect((await send(gateway, '/graphql', names)).status).toBe(500);
    expect(logged).toEqual([
      [
        { err: new Error('no session store'), errorId: expect.any(String) },
        'a request could not be passed on to the gateway',
      ],
    ]);
  });
});

it('a gateway without a key serves callers with their own', async () => {
  const posthog = await startPostHog();
  const gateway = mount({ posthogHost: posthog.url });
  expect(await codeOf(await send(gateway, '/graphql', names))).toBe('UNAUTHENTICATED');
  const own = json(asked, { authorization: 'Bearer phx_sandbox' });
  const answer = await send(gateway, '/graphql', own);
  expect(await answer.json()).toHaveProperty('data.experiments');
});

describe('the addresses of a gateway', () => {
  it('are below its base path, and nothing else is answered', async () => {
    const gateway = mount({ basePath: '/a/b' });
    expect((await send(gateway, '/a/b/health')).status).toBe(200);
    for (const path of ['/health', '/a/bhealth', '/a/b/../b/graphql/x', '/A/b/health']) {
      expect((await send(gateway, path)).status).toBe(404);
    }
  });

  it('begin with publicUrl in links', async () => {
    const gateway = mount({ basePath: '/a', publicUrl: 'https://api.example/x' });
    const answer = await send(gateway, '/a/v1/api/projects/1/experiments/?limit=1');
    expect(await answer.json()).toHaveProperty(
      'next',
      'https://api.example/x/v1/api/projects/1/experiments/?limit=1&offset=1',
    );
  });
});

describe('a gateway in an application', () => {
  it('reads bodies that a parser of Express has read before', async () => {
    const gateway = mount();
    const server = createServer(express().use(express.json(), gateway.listener));
    opened.push(() => server.close());
    const answer = await fetch(`${await listening(server)}/graphql`, names);
    expect(await answer.json()).toHaveProperty('data.experiments');
    expect(answer.headers.get('connection')).toBe('keep-alive');
  });

  it('answers WebSockets of its server', async () => {
    const gateway = mount({ authenticate: ({ path }) => path === '/graphql' });
    const server = createServer(gateway.listener).on('upgrade', gateway.upgrade);
    opened.push(() => server.close());
    const base = await listening(server);
    const client = createClient({
      url: `${base.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
    });
    const { value } = await client.iterate({ query: '{ __typename }' }).next();
    expect(value).toMatchObject({ data: { __typename: 'Query' } });
    await client.dispose();
  });

  it('gives its log, without keys, to the logger of the application', async () => {
    const logged: [object, string][] = [];
    const log = (details: object, message: string) => void logged.push([details, message]);
    const gateway = mount({ logger: { debug: log, info: log, warn: log, error: log } });
    await (await send(gateway, '/graphql', names)).text();
    expect(logged).toContainEqual([
      expect.objectContaining({ method: 'POST', path: '/graphql', status: 200 }),
      'request',
    ]);
  });

  it('listens to no signal and sets nothing of the process', async () => {
    const listeners = () =>
      ['SIGTERM', 'SIGINT', 'SIGHUP', 'uncaughtException', 'unhandledRejection'].map((name) =>
        process.listenerCount(name),
      );
    const before = listeners();
    const gateway = mount();
    await gateway.ready();
    expect(listeners()).toEqual(before);
  });
});

describe('a request of the Fetch API', () => {
  it('rejects with the reason when its signal aborts', async () => {
    const gateway = mount();
    const signal = AbortSignal.abort(new Error('gone'));
    await expect(send(gateway, '/health', { signal })).rejects.toThrow('gone');
  });

  it('ends a subscription when its response is cancelled', async () => {
    const posthog = await startPostHog();
    const gateway = mount({ posthogHost: posthog.url });
    const query = 'subscription { experimentListChanged { __typename } }';
    const headers = { accept: 'text/event-stream', authorization: 'Bearer phx_sandbox' };
    const stream = await send(gateway, '/graphql', json({ query }, headers));
    await readUntil(stream, ':');
    // Without subscribers left, closing has nothing to wait for.
    const began = performance.now();
    await gateway.close();
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});

describe('a gateway that was closed', () => {
  it('completes subscriptions and refuses requests', async () => {
    const gateway = mount();
    const query = 'subscription { experimentListChanged { __typename } }';
    const stream = await send(
      gateway,
      '/graphql',
      json({ query }, { accept: 'text/event-stream' }),
    );
    const [events] = await Promise.all([stream.text(), gateway.close()]);
    expect(events).toContain('event: complete');
    const answer = await send(gateway, '/graphql', names);
    expect([answer.status, await codeOf(answer)]).toEqual([503, 'SERVER_STOPPING']);
    expect(await gateway.ready()).toEqual({ ok: false, reason: 'The gateway was closed.' });
  });

  it('was perhaps never opened', async () => {
    await expect(createGateway().close()).resolves.toBeUndefined();
  });
});

it('a gateway that cannot be opened says why, and tries again for the next request', async () => {
  const gateway = mount({ persistedManifest: '/nowhere.json' });
  await expect(gateway.ready()).rejects.toThrow('PERSISTED_MANIFEST file cannot be read (ENOENT)');
  expect((await send(gateway, '/graphql', names)).status).toBe(500);
});
