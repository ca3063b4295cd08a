import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { failingMetrics } from '../support/failed-metrics.ts';
import { startInProcess, type InProcess } from '../support/in-process.ts';
import { manglingPostHog, type ManglingPostHog } from '../support/mangling-posthog.ts';

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

it('a report on a metric without any result has the reason why PostHog could not compute it, once', async () => {
  const answer = await fetch(`${server.url}/v1/reports/15?format=md`, {
    headers: { authorization: 'Bearer phx_sandbox' },
  });
  const scorecard = (await answer.text()).split(/^## /m).find((one) => one.startsWith('Scorecard'));
  const lines = scorecard?.split('\n').filter((line) => line.startsWith('- ')) ?? [];
  expect(lines).toHaveLength(5);
  for (const line of lines) {
    expect(line).toContain(`No data. PostHog could not compute it: ${REASON}`);
    expect(line.split(REASON)).toHaveLength(2);
  }
  expect(posthog.passed.filter((line) => line.includes('/latest/'))).toHaveLength(1);
});
