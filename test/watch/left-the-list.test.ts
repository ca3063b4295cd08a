import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ExperimentEvent } from '../../src/events/event.ts';
import { startWatchedSandbox, type WatchedSandbox } from './support/start-watch.ts';

const DAY_MS = 86_400_000;
/** Two drafts of the sandbox. */
const [DRAFT, OTHER] = [30, 29];

let directory: string;
let sandbox: WatchedSandbox;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'watch-left-'));
  sandbox = await startWatchedSandbox({ WATCH_DIRECTORY: directory });
  await look();
});
afterEach(async () => {
  await sandbox.close();
  await rm(directory, { recursive: true });
});

async function look() {
  const { watcher } = await sandbox.open();
  const done = await watcher.once(new AbortController().signal);
  expect(done?.round.problems).toEqual([]);
  return done!.round;
}

const typesOf = (events: readonly ExperimentEvent[], id: number) =>
  events.filter(({ experiment }) => experiment.posthogId === id).map(({ type }) => type);

it('reports the launch and the end of a known draft that was archived before the next look', async () => {
  await sandbox.posthog('POST', `experiments/${DRAFT}/launch/`, {});
  await sandbox.pass(2 * DAY_MS);
  await sandbox.posthog('POST', `experiments/${DRAFT}/end/`, { conclusion: 'won' });
  await sandbox.posthog('PATCH', `experiments/${DRAFT}/`, { archived: true });
  const { events } = await look();
  expect(typesOf(events, DRAFT)).toEqual(
    expect.arrayContaining(['experiment.started', 'experiment.stopped']),
  );
  expect(typesOf((await look()).events, DRAFT)).toEqual([]);
});

it('asks for a draft that was deleted once, and then forgets it', async () => {
  const steady = await look();
  await sandbox.posthog('PATCH', `experiments/${OTHER}/`, { deleted: true });
  const first = await look();
  const second = await look();
  expect(typesOf(first.events, OTHER)).toEqual([]);
  expect([first.calls, second.calls]).toEqual([steady.calls + 1, steady.calls]);
});

it('reads at most 100 of the drafts that were deleted at once in one look, and the others in the next', async () => {
  const created: number[] = [];
  for (let index = 0; index < 103; index++) {
    const made = await sandbox.posthog('POST', 'experiments/', {
      name: `Draft ${index}`,
      feature_flag_key: `draft-${index}`,
    });
    created.push(Number(made['id']));
  }
  await look();
  for (const id of created) await sandbox.posthog('PATCH', `experiments/${id}/`, { deleted: true });
  const calls = [await look(), await look(), await look()].map((round) => round.calls);
  const steady = calls[2]!;
  expect(calls).toEqual([steady + 100, steady + 3, steady]);
}, 60_000);
