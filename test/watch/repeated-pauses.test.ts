import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startWatchedSandbox, type WatchedSandbox } from './support/start-watch.ts';

const HOUR_MS = 3_600_000;
/** An experiment of the sandbox that runs. */
const RUNNING = 15;

let directories: string[];
let sandbox: WatchedSandbox;
beforeEach(async () => {
  directories = [];
  sandbox = await startWatchedSandbox({ WATCH_DIRECTORY: await newDirectory() });
  await look();
});
afterEach(async () => {
  await sandbox.close();
  for (const directory of directories) await rm(directory, { recursive: true });
});

async function newDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'watch-pauses-'));
  directories.push(directory);
  return directory;
}

/** One look; resolves to the pauses of the experiment and their ends. */
async function look() {
  const { watcher } = await sandbox.open();
  const done = await watcher.once(new AbortController().signal);
  const events = done?.round.events ?? [];
  return events.filter(
    ({ experiment, type }) => experiment.posthogId === RUNNING && /\.(paused|resumed)$/.test(type),
  );
}

it('gives each pause and each end of one its own id, and the time at which it was noticed', async () => {
  const events = [];
  const noticed: string[] = [];
  for (const change of ['pause', 'resume', 'pause', 'resume', 'pause']) {
    await sandbox.pass(HOUR_MS);
    await sandbox.posthog('POST', `experiments/${RUNNING}/${change}/`, {});
    noticed.push(sandbox.time.now().toISOString().slice(0, 16));
    events.push(...(await look()));
  }
  expect(events.map(({ type }) => type.replace('experiment.', ''))).toEqual([
    'paused',
    'resumed',
    'paused',
    'resumed',
    'paused',
  ]);
  expect(new Set(events.map(({ id }) => id)).size).toBe(5);
  expect(events.map(({ timestamp }) => timestamp.slice(0, 16))).toEqual(noticed);
});

it('gives a pause the id that it has for whoever else notices it, at another time', async () => {
  const pausedAfter = async (ms: number) => {
    await sandbox.posthog('POST', `experiments/${RUNNING}/pause/`, {});
    await sandbox.pass(ms);
    return (await look())[0];
  };
  const one = await pausedAfter(0);
  await sandbox.close();
  // The same experiment once more, for a watcher of its own.
  sandbox = await startWatchedSandbox({ WATCH_DIRECTORY: await newDirectory() });
  await look();
  const other = await pausedAfter(HOUR_MS);
  expect(other?.id).toBe(one?.id);
  expect(other?.timestamp).not.toBe(one?.timestamp);
});
