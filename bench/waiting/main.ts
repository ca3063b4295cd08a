// How long a person waits for a dashboard, with the latencies of PostHog's cloud; bench/README.md says what is compared.
// Usage: npm run waiting [-- --times 20]
import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';
import { createSandbox } from '../../src/sandbox/sandbox.ts';
import { freePort } from '../../test/support/free-port.ts';
import { ask } from '../replicas/ask.ts';
import { dashboard } from './dashboard.ts';
import { startSlowPostHog } from './slow-posthog.ts';
import { builtProduct } from '../replicas/product.ts';
import { answers, unthrottled } from '../replicas/stage.ts';

const { values } = parseArgs({ options: { times: { type: 'string', default: '20' } } });
const times = Number(values.times);
const product = builtProduct();

/** Lifetimes of one second, series included: everything expires between two runs. */
const LIFETIME_MS = 1_000;
const environment = {
  LOG_LEVEL: 'silent',
  POSTHOG_PROJECT_ID: '1',
  ...unthrottled,
  FRESH_EXPERIMENTS_SECONDS: '1',
  FRESH_SETTINGS_SECONDS: '1',
  FRESH_RESULTS_SECONDS: '1',
};

interface Run {
  readonly ms: number;
  readonly calls: number;
  readonly mispredicted: number;
}

const sandbox = await createSandbox();
const posthog = await startSlowPostHog(sandbox.url);
const port = await freePort();
const url = `http://127.0.0.1:${port}`;

async function withServer(settings: Record<string, string>, measure: () => Promise<void>) {
  const child = spawn(process.execPath, [product], {
    env: {
      PATH: process.env['PATH'],
      ...environment,
      ...settings,
      PORT: String(port),
      POSTHOG_HOST: posthog.url,
    },
    stdio: 'ignore',
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  await answers(`${url}/health`);
  await measure();
  child.kill('SIGTERM');
  await ended;
}

async function run(query: string): Promise<Run> {
  const startedAt = performance.now();
  const { errors, extensions } = await ask(url, query);
  if (errors) throw new Error(JSON.stringify(errors[0]));
  const { calls, mispredicted } = extensions.upstream as Run;
  return { ms: performance.now() - startedAt, calls, mispredicted };
}

/** Sends the query so many times, each after a pause, and prints what it took. */
async function series(name: string, query: string, pauseMs: number, between = async () => {}) {
  await run(query);
  const before = posthog.calls;
  const runs: Run[] = [];
  for (let time = 0; time < times; time += 1) {
    await between();
    await sleep(pauseMs);
    runs.push(await run(query));
  }
  const waits = runs.map(({ ms }) => ms).toSorted((one, other) => one - other);
  const at = (share: number) =>
    Math.round(waits[Math.min(waits.length - 1, Math.floor(share * waits.length))]!);
  const mean = (of: (run: Run) => number) =>
    (runs.reduce((sum, one) => sum + of(one), 0) / runs.length).toFixed(1);
  console.log(
    `| ${name} | ${at(0.5)} | ${at(0.95)} | ${mean((one) => one.calls)} | ${mean((one) => one.mispredicted)} | ${((posthog.calls - before) / runs.length).toFixed(1)} |`,
  );
}

/** Someone removes a metric of one experiment in twenty, and puts it back the next time. */
async function changeOne() {
  const headers = { authorization: 'Bearer phx_sandbox', 'content-type': 'application/json' };
  const at = `${sandbox.url}/api/projects/1/experiments/`;
  const { results } = (await (await fetch(`${at}?limit=25`, { headers })).json()) as {
    results: { id: number }[];
  };
  const { id } = results[(changed += 1) % results.length]!;
  const detail = (await (await fetch(`${at}${id}/`, { headers })).json()) as { metrics: object[] };
  const metrics = removed.get(id) ?? detail.metrics.slice(1);
  if (removed.has(id)) removed.delete(id);
  else removed.set(id, detail.metrics);
  await fetch(`${at}${id}/`, { method: 'PATCH', headers, body: JSON.stringify({ metrics }) });
}
let changed = 0;
const removed = new Map<number, object[]>();

console.log('| Dashboard of 25 | p50 ms | p95 ms | calls | in vain | calls at PostHog |');
console.log('| --- | ---: | ---: | ---: | ---: | ---: |');
const expired = LIFETIME_MS + 200;
await withServer({ REFRESH_AHEAD: 'off' }, async () => {
  await series('nothing read before', dashboard('@fresh(maxAge: 0, speculate: false)'), 0);
  await series('expired, step by step', dashboard('@fresh(speculate: false)'), expired);
  await series('expired', dashboard(), expired);
  await series('expired, and one in 25 has other metrics', dashboard(), expired, changeOne);
});
await withServer(
  { FRESH_EXPERIMENTS_SECONDS: '5', FRESH_RESULTS_SECONDS: '5', REFRESH_AHEAD: 'off' },
  () => series('watched every second, refreshed when expired', dashboard(), 1_000),
);
await withServer({ FRESH_EXPERIMENTS_SECONDS: '5', FRESH_RESULTS_SECONDS: '5' }, () =>
  series('watched every second, refreshed ahead', dashboard(), 1_000),
);
posthog.close();
await sandbox.close();
