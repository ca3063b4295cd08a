import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { failingMetrics } from '../support/failed-metrics.ts';
import { startInProcess, type InProcess } from '../support/in-process.ts';
import { manglingPostHog, type ManglingPostHog } from '../support/mangling-posthog.ts';
import { readNdjson } from './support/read-export.ts';

const REASON = 'Query timed out: too many rows';

let sandbox: Sandbox;
let posthog: ManglingPostHog;
let server: InProcess;
beforeAll(async () => {
  sandbox = await createSandbox({ now: '2026-11-20T12:00:00Z' });
  posthog = await manglingPostHog(sandbox.url);
  posthog.mangles(failingMetrics(REASON));
  server = await startInProcess({ POSTHOG_HOST: posthog.url, POSTHOG_PROJECT_ID: '1' });
});
afterAll(async () => {
  await server.stop();
  await posthog.close();
  await sandbox.close();
});

it('an exported metric without any result has the reason why PostHog could not compute it', async () => {
  const answer = await fetch(`${server.url}/v1/export/results.ndjson?experiment=15`, {
    headers: { authorization: 'Bearer phx_sandbox' },
  });
  const rows = readNdjson(await answer.text());
  expect(rows).toHaveLength(5);
  for (const row of rows) {
    expect(row).toMatchObject({ variant: null, source: null, as_of: null, error: REASON });
  }
  expect(posthog.passed.filter((line) => line.includes('/latest/'))).toHaveLength(1);
  expect(posthog.passed.filter((line) => line.includes('/timeseries'))).toHaveLength(rows.length);
});
