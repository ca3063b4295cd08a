import { afterAll, beforeAll, expect, it } from 'vitest';
import { createGraph } from '../../../src/graph/server.ts';
import { createUpstream, type Upstream } from '../../../src/posthog/client.ts';
import { startCheckedSandbox, type CheckedSandbox } from '../../sandbox/support/checked-sandbox.ts';
import { control } from '../../support/sandbox-control.ts';
import { fastPath, lazyRows } from '../../support/switches.ts';

const CLIENTS = 25;
const ROUNDS = 24;
const SECONDS = 5;

let sandbox: CheckedSandbox;
let upstream: Upstream;
const begin = Date.now();
/** Milliseconds that were let pass. Our clock stands still between, so that a slow machine changes nothing. */
let passed = 0;

beforeAll(async () => {
  sandbox = await startCheckedSandbox();
  upstream = createUpstream({
    host: sandbox.url,
    concurrency: 50,
    timeoutMs: 10_000,
    lazyRows,
    now: () => begin + passed,
    freshness: {
      seconds: { experiments: 5, settings: 60, results: 86_400 },
      maxStaleMs: 3_600_000,
      maxBytes: 64_000_000,
    },
  });
  await control(sandbox, 'profile', { rate_limit: true });
});
afterAll(async () => {
  await upstream.close();
  await sandbox.close();
});

/** Half of the clients look at one dashboard, half at another: their reads are shared in part. */
const dashboards = [
  '{ experiments(first: 25) { nodes { name status metrics { name verdict { state } } } } }',
  '{ experiments(first: 15, filter: { status: RUNNING }) { nodes { name metrics { name latestResult { asOf } } } } }',
];

it('25 clients that refresh dashboards for two minutes are never throttled, and the ledger knows what is left', async () => {
  const graph = createGraph({
    upstream,
    apiKey: 'phx_sandbox',
    projectId: '1',
    requestTimeoutMs: 20_000,
    fastPath,
    onUnexpectedError: (error) => {
      throw error;
    },
  });
  /** Calls PostHog counted, by the round they came in. */
  const counted: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const answers = await Promise.all(
      Array.from({ length: CLIENTS }, async (_client, index) => {
        const response = await graph.fetch('http://graph.test/graphql', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ query: dashboards[index % dashboards.length] }),
        });
        return (await response.json()) as { errors?: { extensions: { code: string } }[] };
      }),
    );
    expect(answers.flatMap(({ errors }) => errors ?? [])).toEqual([]);
    const requests = sandbox.requests();
    expect(requests.filter(({ status }) => status === 429)).toEqual([]);
    counted.push(requests.length);
    sandbox.clearRequests();

    const lastMinute = counted.slice(-60 / SECONDS).reduce((sum, calls) => sum + calls, 0);
    const { minuteRemaining } = upstream.budget({ apiKey: 'phx_sandbox' })!;
    expect(Math.abs(minuteRemaining - (480 - lastMinute))).toBeLessThanOrEqual(5);

    passed += SECONDS * 1_000;
    await control(sandbox, 'clock', { advance: `${SECONDS}s` });
  }
  // The proof is worth something only where they came near the limit: alone, each would take 51 calls.
  expect(counted.reduce((sum, calls) => sum + calls, 0)).toBeGreaterThan(400);
}, 180_000);
