import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { runsRedis, startRedis, type RedisServer } from '../support/redis.ts';
import { asColleague, control, type WireObject } from '../support/sandbox-control.ts';
import { serverCommand, spawnCommand, type Spawned } from '../support/spawned.ts';
import { Receiver, SECRET } from './support/receiver.ts';

const DAY_MS = 86_400_000;
/** A draft of the sandbox. */
const DRAFT = 30;
const FLAG = 'onboarding-checklist';

const GUARDS = JSON.stringify({
  experiments: [
    {
      featureFlagKey: FLAG,
      guards: [
        { name: 'Onboarding must not fall', metric: 'Onboarding finished', action: 'PAUSE' },
      ],
    },
  ],
});

let redis: RedisServer;
let receiver: Receiver;
let sandbox: Sandbox;
let directory: string;
let processes: Spawned[];
beforeEach(async () => {
  processes = [];
  redis = await startRedis();
  receiver = await Receiver.start();
  // The processes have the real time, so its data reach up to that.
  sandbox = await createSandbox({ now: new Date(Date.now() - 2 * DAY_MS).toISOString() });
  directory = await mkdtemp(join(tmpdir(), 'watch-redis-'));
  await writeFile(join(directory, 'guards.json'), GUARDS);
});
afterEach(async () => {
  for (const { child } of processes) child.kill('SIGKILL');
  await Promise.all(processes.map(({ ended }) => ended));
  receiver.close();
  await sandbox.close();
  await redis.stop();
  await rm(directory, { recursive: true });
});

function startWatch(): Spawned {
  const command = serverCommand('watch', '--guards', 'guards.json', '--interval', '10');
  const started = spawnCommand(command, {
    cwd: directory,
    environment: {
      POSTHOG_HOST: sandbox.url,
      POSTHOG_API_KEY: 'phx_sandbox',
      POSTHOG_PROJECT_ID: '1',
      GATEWAY_TOKEN: 'a-token-of-the-tests',
      REDIS_URL: redis.url,
      LOG_LEVEL: 'info',
      WEBHOOK_URL: receiver.url,
      WEBHOOK_SECRET: SECRET,
      WEBHOOK_DEAD_LETTERS: join(directory, 'dead-letters.ndjson'),
    },
  });
  processes.push(started);
  return started;
}

const says = (watch: Spawned, text: string) =>
  watch.stdout().includes(text) || watch.stderr().includes(text);

/** What has happened, each once: who is killed while it delivers an event leaves it to be delivered again, with its id. */
const events = () => [...new Map(receiver.events.map((event) => [event.id, event])).values()];
const fired = () => events().filter(({ type }) => type === 'experiment.guard.fired');
const pauses = () =>
  sandbox.requests().filter(({ method, path }) => method === 'POST' && path.endsWith('/pause/'));

describe.runIf(runsRedis)('two watch processes with one Redis', () => {
  it('pause a harmful experiment once, with one event, and the second takes over when the first is killed', async () => {
    const { results } = await asColleague(sandbox, 'GET', 'experiments/?limit=100');
    const rows = results as WireObject[];
    const { id } = rows.find((row) => row['feature_flag_key'] === FLAG) as { readonly id: number };
    await control(sandbox, 'truth', { experiment: id, story: 'loser', daily_exposures: 9_000 });
    await control(sandbox, 'clock', { now: new Date().toISOString() });

    const both = [startWatch(), startWatch()];
    await vi.waitUntil(() => fired().length > 0, { timeout: 60_000, interval: 50 });
    await vi.waitUntil(() => both.some((one) => says(one, 'standing by')), { timeout: 20_000 });
    const [working, other] = says(both[0]!, 'standing by') ? both.toReversed() : both;
    expect(fired()).toMatchObject([
      {
        experiment: { posthogId: id },
        data: { guard: 'Onboarding must not fall', action: 'PAUSE', outcome: 'DONE' },
      },
    ]);

    // It ends in the middle of its work, and its right to work expires: at once here, after 30 seconds otherwise.
    working!.child.kill('SIGKILL');
    expect(await working!.ended).toBe('SIGKILL');
    await asColleague(sandbox, 'POST', `experiments/${DRAFT}/launch/`, {});
    const leases = (await redis.keys()).filter((name) => /lease/.test(name) && /watch/.test(name));
    expect(leases).toHaveLength(1);
    await redis.command('DEL', leases[0]!);
    const started = () => receiver.events.filter(({ type }) => type === 'experiment.started');
    await vi.waitUntil(() => started().length > 0, { timeout: 60_000, interval: 50 });
    expect(says(other!, 'watching')).toBe(true);

    // The experiment was paused, and is resumed: the guard has fired in this run.
    await asColleague(sandbox, 'POST', `experiments/${id}/resume/`, {});
    const resumed = () => receiver.events.filter(({ type }) => type === 'experiment.resumed');
    await vi.waitUntil(() => resumed().length > 0, { timeout: 60_000, interval: 50 });
    expect(pauses()).toHaveLength(1);
    expect(fired()).toHaveLength(1);
    const { conclusion_comment: comment } = await asColleague(sandbox, 'GET', `experiments/${id}/`);
    expect(String(comment).match(/paused the experiment/g)).toHaveLength(1);
  }, 180_000);
});
