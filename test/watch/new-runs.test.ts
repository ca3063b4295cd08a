import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startWatchedSandbox, type WatchedSandbox } from './support/start-watch.ts';

const DAY_MS = 86_400_000;
/** A draft of the sandbox. */
const DRAFT = 30;

let directory: string;
let sandbox: WatchedSandbox;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'watch-runs-'));
  sandbox = await startWatchedSandbox({ WATCH_DIRECTORY: directory });
});
afterEach(async () => {
  await sandbox.close();
  await rm(directory, { recursive: true });
});

/** One look; resolves to the events about an experiment. */
async function look(id: number) {
  const { watcher } = await sandbox.open();
  const done = await watcher.once(new AbortController().signal);
  return (done?.round.events ?? []).filter(({ experiment }) => experiment.posthogId === id);
}

/** The types without repetition: a winner may be significant by several metrics. */
const typesOf = (events: Awaited<ReturnType<typeof look>>) => [
  ...new Set(events.map(({ type }) => type)),
];

const NEWS_OF_A_WINNER = [
  'experiment.started',
  'experiment.info.significance',
  'experiment.decision.ship',
];

const makeWinner = (experiment: number) =>
  sandbox.control('truth', { experiment, story: 'winner', daily_exposures: 40_000 });
const change = (id: number, name: string) =>
  sandbox.posthog('POST', `experiments/${id}/${name}/`, {});

it('reports what the results of a run say when the reset and the launch were between two looks', async () => {
  await look(DRAFT);
  await makeWinner(DRAFT);
  await change(DRAFT, 'launch');
  await sandbox.pass(8 * DAY_MS);
  const first = await look(DRAFT);
  expect(typesOf(first)).toEqual(NEWS_OF_A_WINNER);
  await change(DRAFT, 'reset');
  await change(DRAFT, 'launch');
  await sandbox.pass(8 * DAY_MS);
  const second = await look(DRAFT);
  expect(typesOf(second)).toEqual(NEWS_OF_A_WINNER);
  const ids = [...first, ...second].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(await look(DRAFT)).toEqual([]);
});

it('reports later what the results of a new run say when they could not be read at first', async () => {
  await look(DRAFT);
  await makeWinner(DRAFT);
  await change(DRAFT, 'launch');
  await sandbox.pass(8 * DAY_MS);
  await look(DRAFT);
  await change(DRAFT, 'reset');
  await change(DRAFT, 'launch');
  await sandbox.pass(8 * DAY_MS);
  await sandbox.control('faults', { match: { path: `experiments/${DRAFT}/` }, status: 500 });
  expect(typesOf(await look(DRAFT))).toEqual(['experiment.started']);
  await sandbox.endFaults();
  await sandbox.pass(DAY_MS);
  expect(typesOf(await look(DRAFT))).toEqual(NEWS_OF_A_WINNER.slice(1));
});

it('reports what the results of an experiment say that was created and launched between two looks', async () => {
  await look(DRAFT);
  const { id } = await sandbox.posthog('POST', `experiments/${DRAFT}/duplicate/`, {
    feature_flag_key: 'brand-new-flag',
    name: 'Brand new',
  });
  await makeWinner(Number(id));
  await change(Number(id), 'launch');
  await sandbox.pass(20 * DAY_MS);
  expect(typesOf(await look(Number(id)))).toEqual(expect.arrayContaining(NEWS_OF_A_WINNER));
  expect(await look(Number(id))).toEqual([]);
});

it('reports nothing of an experiment in the first look of a new watcher, whatever its results say', async () => {
  await makeWinner(DRAFT);
  await change(DRAFT, 'launch');
  await sandbox.pass(8 * DAY_MS);
  expect(await look(DRAFT)).toEqual([]);
  expect(await look(DRAFT)).toEqual([]);
});
