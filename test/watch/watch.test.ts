import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Receiver, SECRET, verified } from './support/receiver.ts';
import { startWatchedSandbox, type WatchedSandbox } from './support/start-watch.ts';

const DAY_MS = 86_400_000;
/** A draft of the sandbox, "Keyboard-first command bar". */
const DRAFT = 30;

let directory: string;
let receiver: Receiver;
let sandbox: WatchedSandbox;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'watch-'));
  receiver = await Receiver.start();
  sandbox = await startWatchedSandbox({
    WATCH_DIRECTORY: directory,
    WEBHOOK_URL: receiver.url,
    WEBHOOK_SECRET: SECRET,
  });
});
afterEach(async () => {
  vi.useRealTimers();
  await sandbox.close();
  receiver.close();
  await rm(directory, { recursive: true });
});

const never = new AbortController().signal;

/** One round of a watcher that is started for it, as after a restart. */
async function round() {
  const { watcher } = await sandbox.open();
  const done = await watcher.once(never);
  expect(done?.round.problems).toEqual([]);
  return done!;
}

/** Lets signatures be verified at the time of the sandbox. */
const atItsTime = () => vi.useFakeTimers({ now: sandbox.time.now(), toFake: ['Date'] });

const of = (id: number) => receiver.events.filter(({ experiment }) => experiment.posthogId === id);

it('reports the story of an experiment in order, each event once, to a receiver that verifies it', async () => {
  const first = await round();
  expect(first.round.events).toEqual([]);
  await sandbox.control('truth', { experiment: DRAFT, story: 'winner', daily_exposures: 40_000 });
  await sandbox.posthog('POST', `experiments/${DRAFT}/launch/`, {});
  await round();
  await sandbox.pass(8 * DAY_MS);
  await round();
  await sandbox.posthog('POST', `experiments/${DRAFT}/pause/`, {});
  await round();
  await round();
  await sandbox.posthog('POST', `experiments/${DRAFT}/end/`, { conclusion: 'won' });
  await round();
  const types = of(DRAFT).map(({ type }) => type);
  const distinct = types.filter((type, index) => types.indexOf(type) === index);
  expect(distinct).toEqual([
    'experiment.started',
    'experiment.info.significance',
    'experiment.decision.ship',
    'experiment.paused',
    'experiment.stopped',
  ]);
  const ids = receiver.events.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const ship = of(DRAFT).find(({ type }) => type === 'experiment.decision.ship');
  expect(ship).toMatchObject({
    severity: 'INFO',
    experiment: { projectId: '1', posthogId: DRAFT, name: 'Keyboard-first command bar' },
    data: { recommendation: 'SHIP', variant: 'test', previous: 'KEEP_RUNNING' },
  });
  const last = receiver.accepted.at(-1)!;
  atItsTime();
  expect(verified(last)).toMatchObject({ type: 'experiment.stopped', data: { conclusion: 'WON' } });
  expect(() => verified({ ...last, body: last.body.replace('WON', 'LOST') })).toThrow(/signature/);
});

it('delivers everything, in order, to a receiver that was down for ten minutes', async () => {
  await round();
  receiver.answer = () => ({ status: 503 });
  const { watcher, stop } = await sandbox.open();
  const running = watcher.run(stop.signal);
  const settle = async (ms: number, until: () => boolean) => {
    for (let passed = 0; passed < ms && !until(); passed += 30_000) await sandbox.pass(30_000);
  };
  await sandbox.posthog('POST', `experiments/${DRAFT}/launch/`, {});
  await settle(600_000, () => receiver.posts.length > 0);
  await sandbox.posthog('POST', `experiments/${DRAFT}/pause/`, {});
  await settle(600_000, () => false);
  expect(receiver.posts.length).toBeGreaterThan(2);
  expect(receiver.accepted).toEqual([]);
  // Backed off: half a minute, a minute, two, four, so a handful of attempts in so long a time.
  expect(receiver.posts.length).toBeLessThan(8);
  receiver.answer = () => ({ status: 204 });
  await settle(3_600_000, () => receiver.accepted.length >= 2);
  stop.abort();
  await running;
  expect(of(DRAFT).map(({ type }) => type)).toEqual(['experiment.started', 'experiment.paused']);
  const attempts = receiver.posts.filter(
    ({ headers }) => headers['webhook-id'] === receiver.events[0]?.id,
  );
  expect(attempts.length).toBeGreaterThan(2);
}, 60_000);

it('loses nothing when it is killed at any moment, and repeats an event only with the same id', async () => {
  await round();
  await sandbox.posthog('POST', `experiments/${DRAFT}/launch/`, {});
  // The request arrives, and the process ends before it knows: nothing that was stored is changed any more.
  const kill = new AbortController();
  receiver.answer = () => {
    kill.abort();
    return undefined;
  };
  const { watcher } = await sandbox.open();
  const done = await watcher.once(kill.signal);
  expect(done?.left).toEqual(['webhook']);
  await sandbox.posthog('POST', `experiments/${DRAFT}/pause/`, {});
  receiver.answer = () => ({ status: 204 });
  await round();
  expect(of(DRAFT).map(({ type }) => type)).toEqual(['experiment.started', 'experiment.paused']);
  const [repeated] = receiver.posts;
  expect(repeated?.headers['webhook-id']).toBe(receiver.events[0]?.id);
});

it('works once where two watchers have the same state: the second stands by and takes over', async () => {
  const [first, second] = [await sandbox.open(), await sandbox.open()];
  const working = first.watcher.run(first.stop.signal);
  await vi.waitUntil(() => sandbox.log.some(({ msg }) => msg === 'round ended'), {
    timeout: 20_000,
  });
  expect(await second.watcher.once(never)).toBeUndefined();
  first.stop.abort();
  await working;
  expect(await second.watcher.once(never)).toMatchObject({ round: { experiments: 27 } });
});

it('goes on with the other rounds when PostHog does not answer one, without taking its experiments for deleted', async () => {
  await round();
  await sandbox.control('faults', { match: { path: 'experiments' }, status: 500, times: 20 });
  const { watcher } = await sandbox.open();
  const failed = await watcher.once(never);
  expect(failed?.round.problems).toEqual([expect.stringContaining('Project 1 could not be read')]);
  await sandbox.endFaults();
  await sandbox.posthog('POST', `experiments/${DRAFT}/launch/`, {});
  const { round: next } = await round();
  expect(next.events.map(({ type }) => type)).toEqual(['experiment.started']);
});
