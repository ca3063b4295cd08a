import { createServer } from 'node:http';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as onExpress from '../../examples/embedding/express.ts';
import * as onFastify from '../../examples/embedding/fastify.ts';
import * as onHono from '../../examples/embedding/hono.ts';
import { json, listening, readUntil, type Send } from './support.ts';

const next = fileURLToPath(new URL('../../examples/embedding/next/', import.meta.url));
const hasNext = existsSync(`${next}node_modules/next`);
if (!hasNext && process.env['CI'] !== 'true')
  process.stdout.write(
    'skipped: Next.js is not installed (npm ci --prefix examples/embedding/next)\n',
  );

/** Starts the example of a framework, and returns how to send a request to it and what ends it. */
type Start = () => Promise<{ readonly send: Send; readonly close: () => unknown }>;

const overHttp = (base: string, headers: Record<string, string> = {}): Send => {
  return (path, init = {}) =>
    fetch(`${base}/experiments${path}`, {
      redirect: 'manual',
      ...init,
      headers: { ...(init.headers as Record<string, string>), ...headers },
    });
};

const frameworks: Readonly<Record<string, Start>> = {
  async Express() {
    const server = createServer(onExpress.app);
    const base = await listening(server);
    return {
      send: overHttp(base, { cookie: 'session=ada' }),
      async close() {
        await onExpress.gateway.close();
        server.closeAllConnections();
        server.close();
      },
    };
  },
  async Fastify() {
    const base = await onFastify.app.listen({ port: 0, host: '127.0.0.1' });
    return { send: overHttp(base), close: () => onFastify.app.close() };
  },
  Hono: () =>
    Promise.resolve({
      send: async (path, init) =>
        onHono.app.request(`https://app.example/experiments${path}`, init),
      close: () => onHono.gateway.close(),
    }),
  ...((hasNext || process.env['CI'] === 'true') && {
    async 'Next.js'() {
      const [{ NextRequest }, route] = (await Promise.all([
        import(`${next}node_modules/next/server.js`),
        import(`${next}app/experiments/[[...path]]/route.ts`),
      ])) as [
        { NextRequest: typeof Request },
        Record<string, (request: Request) => Promise<Response>>,
      ];
      return {
        send: (path, init) =>
          route[init?.method ?? 'GET']!(
            new NextRequest(`https://app.example/experiments${path}`, init),
          ),
        close: () => undefined,
      };
    },
  }),
};

describe.each(Object.entries(frameworks))('mounted in %s, the gateway', (_, start) => {
  let send: Send;
  let close: () => unknown;

  beforeAll(async () => {
    ({ send, close } = await start());
  });
  afterAll(() => close());

  it('answers GraphQL', async () => {
    const query = '{ experiments(first: 2) { nodes { name } } }';
    const answer = await send('/graphql', json({ query }));
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({
      data: { experiments: { nodes: [{}, {}] } },
      extensions: { upstream: { calls: 1 } },
    });
  });

  it('answers REST, with links below its mount', async () => {
    const answer = await send('/v1/api/projects/1/experiments/?limit=1');
    expect(answer.status).toBe(200);
    const { next: link } = (await answer.json()) as { next: string };
    expect(new URL(link).pathname).toBe('/experiments/v1/api/projects/1/experiments/');
  });

  it('answers MCP', async () => {
    const answer = await send('/mcp', json({ jsonrpc: '2.0', id: 1, method: 'ping' }));
    expect(await answer.text()).toContain('"result":{}');
  });

  it('streams the events of a subscription', async () => {
    const query = 'subscription { experimentListChanged { __typename } }';
    const headers = { accept: 'text/event-stream' };
    const answer = await send('/graphql', json({ query }, headers));
    expect(answer.headers.get('content-type')).toContain('text/event-stream');
    expect(await readUntil(answer, ':')).toMatch(/^:/);
  });

  it('serves GraphiQL, to which its own address leads', async () => {
    const headers = { accept: 'text/html,application/xhtml+xml' };
    const page = await send('/graphql', { headers });
    expect(await page.text()).toContain('graphiql');
    expect((await send('/graphql/graphiql/start.js')).status).toBe(200);
    const root = await send('');
    expect([root.status, root.headers.get('location')]).toEqual([302, './experiments/graphql']);
  });

  it('says what is not served', async () => {
    const answer = await send('/nowhere');
    expect(answer.status).toBe(404);
    expect(await answer.json()).toHaveProperty('errors.0.extensions.code', 'NOT_FOUND');
  });
});
