import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { useCheckedSandbox } from '../sandbox/support/checked-sandbox.ts';
import { runCommand } from '../support/command-line.ts';
import { manglingPostHog, type ManglingPostHog } from '../support/mangling-posthog.ts';
import { asColleague, type WireObject } from '../support/sandbox-control.ts';

/** A draft of the sandbox, and an experiment that runs. */
const [DRAFT, RUNNING] = [30, 15];

const sandbox = useCheckedSandbox();
let posthog: ManglingPostHog;
let directory: string;
beforeAll(async () => {
  posthog = await manglingPostHog(sandbox().url);
  directory = await mkdtemp(join(tmpdir(), 'watch-unreadable-'));
});
afterAll(async () => {
  await posthog.close();
  await rm(directory, { recursive: true });
});

/** One look; resolves to the events that it found, and what it complained of. */
async function look() {
  const { exitCode, printed, complaints } = await runCommand(
    ['watch', '--once', '--json', '--directory', directory],
    {
      environment: {
        POSTHOG_HOST: posthog.url,
        POSTHOG_API_KEY: 'phx_sandbox',
        POSTHOG_PROJECT_ID: '1',
        GATEWAY_TOKEN: 'a-token-of-the-tests',
      },
    },
  );
  const events = printed
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as WireObject);
  return {
    exitCode,
    complaints,
    events: events.map(({ type, experiment }) => [type, experiment.posthogId] as unknown),
  };
}

/** Answers about the running experiment have a status that does not fit, in the list and by itself. */
function spoil() {
  const change = (row: WireObject) => {
    if (row['id'] === RUNNING) row['status'] = { not: 'a text' };
  };
  posthog.mangles((answer, { url }) => {
    if (answer.status >= 300 || !/\/experiments\/(\?|15\/(\?|$)|$)/.test(url)) return answer;
    const json = JSON.parse(answer.body.toString()) as WireObject;
    for (const row of (json['results'] as WireObject[] | undefined) ?? [json]) change(row);
    return { ...answer, body: Buffer.from(JSON.stringify(json)) };
  });
}

it('does not keep the other experiments from being watched, and is compared with what it was once it can be read', async () => {
  expect(await look()).toEqual({ exitCode: 0, complaints: '', events: [] });
  spoil();
  await asColleague(sandbox(), 'POST', `experiments/${DRAFT}/launch/`, {});
  await asColleague(sandbox(), 'POST', `experiments/${RUNNING}/pause/`, {});
  expect(await look()).toEqual({
    exitCode: 0,
    complaints: '',
    events: [['experiment.started', DRAFT]],
  });
  posthog.mangles();
  const { events } = await look();
  expect(events).toEqual([['experiment.paused', RUNNING]]);
});

it('prints names of experiments without characters that control a terminal', async () => {
  await asColleague(sandbox(), 'PATCH', `experiments/${DRAFT}/`, { name: 'Red \u001b[31m alert' });
  await asColleague(sandbox(), 'POST', `experiments/${DRAFT}/pause/`, {});
  const { printed } = await runCommand(['watch', '--once', '--directory', directory], {
    environment: {
      POSTHOG_HOST: posthog.url,
      POSTHOG_API_KEY: 'phx_sandbox',
      POSTHOG_PROJECT_ID: '1',
      GATEWAY_TOKEN: 'a-token-of-the-tests',
    },
  });
  expect(printed).toContain(String.raw`Red \u001b[31m alert: It was paused`);
  expect(printed).not.toContain('\u001b');
});
