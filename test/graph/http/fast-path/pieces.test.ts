import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createFastPath } from '../../../../src/graph/http/fast-path/fast-path.ts';
import { type FastPathPieces } from '../../../../src/graph/http/fast-path/pieces.ts';
import { createGraph } from '../../../../src/graph/server.ts';
import { createUpstream } from '../../../../src/posthog/client.ts';
import type { Sandbox } from '../../../../src/sandbox/sandbox.ts';
import { startCheckedSandbox } from '../../../sandbox/support/checked-sandbox.ts';

let sandbox: Sandbox;
const open: Server[] = [];
beforeAll(async () => {
  sandbox = await startCheckedSandbox();
});
afterEach(() => {
  for (const server of open.splice(0)) server.close().closeAllConnections();
});
afterAll(() => sandbox.close());

const QUERY = '{ experiments(first: 2) { nodes { name } } }';

/** Asks the same five times with only these pieces, and says which of them took part. */
async function askFiveTimes(pieces: FastPathPieces) {
  const seen = { throughYoga: 0, askedForWholeAnswers: 0 };
  const client = createUpstream({
    host: sandbox.url,
    concurrency: 4,
    timeoutMs: 10_000,
    freshness: {
      seconds: { experiments: 60, settings: 60, results: 60 },
      maxStaleMs: 0,
      maxBytes: 1_000_000,
    },
  });
  const upstream: typeof client = {
    ...client,
    cachedValue(identity) {
      seen.askedForWholeAnswers += 1;
      return client.cachedValue(identity);
    },
  };
  const graph = createGraph({
    upstream,
    apiKey: 'phx_sandbox',
    projectId: '1',
    requestTimeoutMs: 10_000,
    onUnexpectedError: () => undefined,
    fastPath: pieces,
  });
  const yoga = new Proxy(graph, {
    apply(target, self, args: Parameters<typeof graph>) {
      seen.throughYoga += 1;
      return Reflect.apply(target, self, args) as unknown;
    },
  });
  const handle = createFastPath({ yoga, upstream, apiKey: 'phx_sandbox', pieces });
  const server = createServer((request, response) => void handle(request, response));
  open.push(server);
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening);
  });
  const { port } = server.address() as AddressInfo;
  const answers: unknown[] = [];
  for (let time = 0; time < 5; time += 1) {
    const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: QUERY }),
    });
    const { data } = (await response.json()) as { data: unknown };
    answers.push(data);
  }
  await upstream.close();
  return { answers, ...seen, compiled: graph.held.compiled.count };
}

const none: FastPathPieces = { http: false, compiled: false, responses: false };

describe('the pieces of the fast path', () => {
  it('take no part where they are off', async () => {
    const seen = await askFiveTimes(none);
    expect(seen).toMatchObject({ throughYoga: 5, askedForWholeAnswers: 0, compiled: 0 });
  });

  it.each<[keyof FastPathPieces, FastPathPieces, object]>([
    ['http', { ...none, http: true }, { throughYoga: 0, askedForWholeAnswers: 0, compiled: 0 }],
    [
      'compiled',
      { ...none, compiled: true },
      { throughYoga: 5, askedForWholeAnswers: 0, compiled: 1 },
    ],
    [
      'responses',
      { ...none, http: true, responses: true },
      { throughYoga: 0, askedForWholeAnswers: 5, compiled: 0 },
    ],
  ])('are used one without the others, and the answer is the same: %s', async (_, pieces, part) => {
    const without = await askFiveTimes(none);
    const seen = await askFiveTimes(pieces);
    expect(seen).toMatchObject(part);
    expect(seen.answers).toEqual(without.answers);
    expect(seen.answers[0]).toHaveProperty('experiments.nodes.length', 2);
  });
});
