import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { pino } from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import { createServer } from '../../src/server/server.ts';
import type { ApiServer } from '../../src/server/api-server.ts';
import { listen } from '../../src/server/listen.ts';
import { createFastPath } from '../../src/graph/http/fast-path/fast-path.ts';
import { createGraph } from '../../src/graph/server.ts';
import { createUpstream } from '../../src/posthog/client.ts';
import { startCheckedSandbox } from '../sandbox/support/checked-sandbox.ts';
import { load } from '../support/sandbox-control.ts';
import { post } from '../support/post.ts';

let server: ApiServer | undefined;
const opened: (() => unknown)[] = [];
afterEach(async () => {
  server?.close().closeAllConnections();
  for (const close of opened.splice(0).toReversed()) await close();
});

const MEGABYTES = Buffer.alloc(50_000_000);

async function start(
  graph: Parameters<typeof createServer>[0]['graph'],
  stalledReaderMs = 50,
): Promise<number> {
  server = createServer({
    graph,
    graphiql: undefined,
    index: { mode: 'sandbox', links: {} },
    docs: undefined,
    rest: undefined,
    mcp: undefined,
    ready: () => Promise.resolve({ ok: true }),
    log: pino({ level: 'silent' }),
    origins: { corsOrigins: [], allowedHosts: undefined },
    stalledReaderMs,
  });
  return listen(server, { host: '127.0.0.1', port: 0, setting: 'none' });
}

const GET = 'GET /graphql HTTP/1.1\r\nhost: localhost\r\n\r\n';

describe('a peer that does not read', () => {
  it('is disconnected, whatever response it does not read', async () => {
    const closed = Promise.withResolvers<boolean>();
    const port = await start((_, response) => {
      response.once('close', () => {
        closed.resolve(response.writableFinished);
      });
      response.end(MEGABYTES);
    });
    const reader = connect(port, '127.0.0.1').on('error', () => undefined);
    reader.pause().write(GET);
    expect(await closed.promise).toBe(false);
    reader.destroy();
  });

  it('stays connected while it has nothing to read: a stream without events, or a slow response', async () => {
    const silences: (() => void)[] = [];
    const port = await start((_, response) => {
      response.write('first');
      silences.push(() => response.end('last'));
    });
    const reader = connect(port, '127.0.0.1').setEncoding('utf8');
    let text = '';
    reader.on('data', (piece: string) => (text += piece));
    const silent = once(server!, 'timeout');
    reader.write(GET);
    await silent;
    silences[0]?.();
    await expect.poll(() => text).toContain('last');
    reader.destroy();
  });
});

/** The whole graph, with a short time for peers that do not read. */
async function startGraph() {
  const sandbox = await startCheckedSandbox();
  const upstream = createUpstream({ host: sandbox.url, concurrency: 20, timeoutMs: 10_000 });
  const yoga = createGraph({
    upstream,
    apiKey: 'phx_sandbox',
    projectId: '1',
    requestTimeoutMs: 20_000,
    onUnexpectedError: () => undefined,
  });
  opened.push(
    () => sandbox.close(),
    () => upstream.close(),
    () => yoga.dispose(),
  );
  const port = await start(createFastPath({ yoga, upstream, apiKey: 'phx_sandbox' }), 500);
  return { port, sandbox };
}

describe('a subscriber that does not read', () => {
  it.each([
    ['events', 'text/event-stream'],
    ['multipart', 'multipart/mixed;subscriptionSpec=1.0, application/json'],
  ])(
    '%s is disconnected, and nothing is kept for it',
    async (_, accept) => {
      const { port, sandbox } = await startGraph();
      const { id } = await load(sandbox, {
        experiment: { name: 'Checkout', feature_flag_key: 'checkout', metrics: [] },
        flag: { key: 'checkout', active: false },
      });
      // Each event has some 450 kB, so that a few of them fill what the system buffers.
      const fields = Array.from({ length: 150 }, (_field, n) => `a${n}: description`).join(' ');
      const body = JSON.stringify({
        query: `subscription { experimentChanged(id: "${id}") { experiment { ${fields} } } }`,
      });
      const reader = connect(port, '127.0.0.1').on('error', () => undefined);
      reader
        .pause()
        .write(
          [
            'POST /graphql HTTP/1.1',
            'host: localhost',
            'content-type: application/json',
            `accept: ${accept}`,
            `content-length: ${body.length}`,
            `\r\n${body}`,
          ].join('\r\n'),
        );
      await expect.poll(() => server?.requests.size).toBe(1);
      const isOpen = () => server?.requests.size === 1;
      const change =
        'mutation ($input: UpdateExperimentInput!) { updateExperiment(input: $input) { __typename } }';
      for (let changes = 0; changes < 100 && isOpen(); changes += 1) {
        const input = { id, description: `${changes}${'x'.repeat(2_900)}` };
        await post(`http://127.0.0.1:${port}`, change, { variables: { input } });
        // Changes that follow each other sooner are one event.
        await setTimeout(1_050);
      }
      await expect.poll(() => server?.requests.size, { timeout: 3_000 }).toBe(0);
      reader.destroy();
    },
    90_000,
  );
});
