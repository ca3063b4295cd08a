import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startWatchedSandbox, type WatchedSandbox } from './support/start-watch.ts';

const [DAY_MS, HOUR_MS] = [86_400_000, 3_600_000];
/** Of the sandbox: a draft, an experiment that runs, and one that has ended. */
const [DRAFT, RUNNING, STOPPED] = [30, 15, 12];

let directory: string;
let sandbox: WatchedSandbox;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'watch-dates-'));
  sandbox = await startWatchedSandbox({ WATCH_DIRECTORY: directory });
  await look(0);
});
afterEach(async () => {
  await sandbox.close();
  await rm(directory, { recursive: true });
});

/** One look; resolves to the types of the events about an experiment. */
async function look(id: number): Promise<readonly string[]> {
  const { watcher } = await sandbox.open();
  const done = await watcher.once(new AbortController().signal);
  const events = done?.round.events ?? [];
  return events.filter(({ experiment }) => experiment.posthogId === id).map(({ type }) => type);
}

/** Edits a date of an experiment by so many milliseconds. */
async function move(id: number, date: 'start_date' | 'end_date', ms: number): Promise<void> {
  const path = `experiments/${id}/`;
  const { [date]: was } = await sandbox.posthog('GET', path);
  const moved = new Date(Date.parse(String(was)) + ms).toISOString();
  await sandbox.posthog('PATCH', path, { [date]: moved });
}

/** Starts and ends only: other findings may come with another date. */
const status = (types: readonly string[]) =>
  types.filter((type) => /\.(started|stopped|resumed)$/.test(type));

it.each([-DAY_MS, HOUR_MS])(
  'says nothing of a launch when the start date of a running experiment is edited by %d milliseconds',
  async (ms) => {
    await move(RUNNING, 'start_date', ms);
    expect(status(await look(RUNNING))).toEqual([]);
  },
);

it('says nothing of an end when the end date of an ended experiment is edited', async () => {
  await move(STOPPED, 'end_date', -HOUR_MS);
  expect(status(await look(STOPPED))).toEqual([]);
});

it('says that a paused experiment runs again, also when its start date is edited meanwhile', async () => {
  await sandbox.posthog('POST', `experiments/${RUNNING}/pause/`, {});
  await look(RUNNING);
  await move(RUNNING, 'start_date', -DAY_MS);
  await sandbox.posthog('POST', `experiments/${RUNNING}/resume/`, {});
  expect(status(await look(RUNNING))).toEqual(['experiment.resumed']);
});

it('reports a launch after a reset, and its end, when both are between two looks', async () => {
  await sandbox.pass(HOUR_MS);
  await sandbox.posthog('POST', `experiments/${STOPPED}/reset/`, {});
  await sandbox.posthog('POST', `experiments/${STOPPED}/launch/`, {});
  await sandbox.pass(HOUR_MS);
  await sandbox.posthog('POST', `experiments/${STOPPED}/end/`, { conclusion: 'won' });
  expect(status(await look(STOPPED))).toEqual(['experiment.started', 'experiment.stopped']);
});

it('reports a launch whose start date is before the last look', async () => {
  const started = new Date(sandbox.time.now().getTime() - DAY_MS).toISOString();
  await sandbox.posthog('PATCH', `experiments/${DRAFT}/`, { start_date: started });
  expect(status(await look(DRAFT))).toEqual(['experiment.started']);
});
