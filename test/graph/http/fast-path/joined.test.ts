import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFastPath } from '../../../../src/graph/http/fast-path/fast-path.ts';
import { allPieces } from '../../../../src/graph/http/fast-path/pieces.ts';
import { createGraph } from '../../../../src/graph/server.ts';
import { createUpstream, type Upstream } from '../../../../src/posthog/client.ts';
import { UpstreamLedger } from '../../../../src/posthog/request/ledger.ts';
import type { Sandbox } from '../../../../src/sandbox/sandbox.ts';
import { startCheckedSandbox } from '../../../sandbox/support/checked-sandbox.ts';
import { injectFault } from '../../../support/sandbox-control.ts';

const TIMEOUT = 2_000;
const QUERY = '{ experiments(first: 8) { nodes { name } } }';

let sandbox: Sandbox;
let upstream: Upstream;
let server: Server;
/** Milliseconds the clock of the product is ahead. */
let ahead: number;
/** Deadlines of what was executed, counted from the clock's beginning. */
let deadlines: number[];
/** Requests that have looked whether their answer is kept: what follows, joining included, is done at once. */
let looked: number;

beforeEach(async () => {
  sandbox = await startCheckedSandbox();
  ahead = 0;
  deadlines = [];
  looked = 0;
  const client = createUpstream({
    host: sandbox.url,
    concurrency: 20,
    timeoutMs: 10_000,
    now: () => 1_000_000 + ahead,
    freshness: {
      seconds: { experiments: 1, settings: 1, results: 1 },
      maxStaleMs: 0,
      maxBytes: 1_000_000,
    },
  });
  upstream = {
    ...client,
    cachedValue(identity) {
      looked += 1;
      return client.cachedValue(identity);
    },
    for(caller, scope) {
      deadlines.push((scope.deadline ?? 0) - 1_000_000);
      return client.for(caller, scope);
    },
  };
  const yoga = createGraph({
    upstream,
    apiKey: 'phx_sandbox',
    projectId: '1',
    requestTimeoutMs: TIMEOUT,
    fastPath: allPieces,
    onUnexpectedError: () => undefined,
  });
  const front = createFastPath({ yoga, upstream, apiKey: 'phx_sandbox', pieces: allPieces });
  server = createServer((request, response) => void front(request, response));
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening);
  });
  // Answered once, so that identical ones are shared from now on; then no longer fresh.
  await ask();
  ahead += 2_000;
  deadlines = [];
  looked = 0;
  sandbox.clearRequests();
});
afterEach(async () => {
  server.close().closeAllConnections();
  await upstream.close();
  await sandbox.close();
});

interface Body {
  readonly data?: unknown;
  readonly errors?: readonly { readonly extensions: Readonly<Record<string, unknown>> }[];
  readonly extensions: { readonly upstream: Readonly<Record<string, number>> };
}

async function ask(signal: AbortSignal | null = null): Promise<Body> {
  const { port } = server.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: QUERY }),
    signal,
  });
  return (await response.json()) as Body;
}

/** Resolves when so many have begun or joined. */
const under = (requests: number) =>
  vi.waitUntil(() => looked === requests && deadlines.length > 0, { interval: 1, timeout: 10_000 });

describe('those who join a query under way', () => {
  it('keep the deadline that began when they arrived, when the one they joined runs out of time', async () => {
    await injectFault(sandbox, 'experiments', { latency_ms: 60_000 });
    const arrivedAt = ahead;
    const leader = ask();
    await under(1);
    ahead += 100;
    const joined = [ask(), ask()];
    await under(3);
    // The one they joined fails when little of their time is left.
    ahead += 1_800;
    const answers = await Promise.all([leader, ...joined]);
    for (const { errors } of answers) {
      expect(errors?.map(({ extensions }) => extensions['code'])).toEqual(['UPSTREAM_TIMEOUT']);
    }
    const [first, ...others] = deadlines;
    expect(first).toBe(arrivedAt + TIMEOUT);
    // Whoever asked again did so by the time of arrival, not by the time the leader failed.
    for (const deadline of others) expect(deadline).toBe(arrivedAt + 100 + TIMEOUT);
  });

  it('are answered when the one who began leaves: its call goes on for them', async () => {
    await injectFault(sandbox, 'experiments', { latency_ms: 100, times: 1 });
    const leaving = new AbortController();
    const leader = ask(leaving.signal);
    await under(1);
    const joined = [ask(), ask()];
    await under(3);
    leaving.abort();
    await expect(leader).rejects.toThrow('abort');
    for (const { data, extensions } of await Promise.all(joined)) {
      expect(data).toHaveProperty('experiments.nodes');
      expect(extensions.upstream).toMatchObject({ calls: 0, deduplicated: 1 });
    }
    expect(sandbox.requests()).toHaveLength(1);
  });

  it('are not those who ask after a write: what was read before it is not given to them', async () => {
    await injectFault(sandbox, 'experiments', { latency_ms: 1_500, times: 1 });
    const leader = ask();
    await under(1);
    const ledger = new UpstreamLedger();
    await upstream.for({ apiKey: 'phx_sandbox' }, { ledger }).call('experiments_partial_update', {
      path: { project_id: '1', id: 15 },
      body: { description: 'Changed meanwhile.' },
    });
    const after = await ask();
    expect(after.extensions.upstream).toMatchObject({ calls: 1, deduplicated: 0 });
    await leader;
  });

  it('abort the call when the last of them leaves, and whoever comes then has a call of their own', async () => {
    await injectFault(sandbox, 'experiments', { latency_ms: 5_000, times: 1 });
    const leaving = new AbortController();
    const all = [ask(leaving.signal), ask(leaving.signal)];
    await under(2);
    leaving.abort();
    for (const one of all) await expect(one).rejects.toThrow('abort');
    const { data } = await ask();
    expect(data).toHaveProperty('experiments.nodes');
  });
});
