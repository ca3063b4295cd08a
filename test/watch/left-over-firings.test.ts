import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { recordsIn } from '../../src/guards/records/record.ts';
import { openDirectoryState } from '../../src/watch-state/directory-state.ts';
import { startWatchedSandbox } from './support/start-watch.ts';

it('reports what a guard did before its restart when no file has a guard any more', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'watch-left-over-'));
  const sandbox = await startWatchedSandbox({ WATCH_DIRECTORY: directory });
  try {
    const records = recordsIn(await openDirectoryState(directory));
    await records.set('1/15/abc', {
      firing: {
        id: 'abc',
        at: '2026-11-14T11:59:00.000Z',
        projectId: '1',
        posthogId: 15,
        experimentName: 'One-page checkout',
        guard: 'Checkout must not fall',
        kind: 'METRIC',
        action: 'PAUSE',
        variant: null,
        because: 'It fell.',
        outcome: 'DONE',
        note: null,
      },
      phase: 'FINAL',
      isUncertain: false,
      version: 1,
      flagVersion: 1,
      isReported: false,
    });
    const look = async () => {
      const { watcher } = await sandbox.open();
      return (await watcher.once(new AbortController().signal))?.round;
    };
    expect(await look()).toMatchObject({
      firings: 1,
      events: [{ type: 'experiment.guard.fired', experiment: { posthogId: 15 } }],
    });
    expect(await look()).toMatchObject({ firings: 0, events: [] });
  } finally {
    await sandbox.close();
    await rm(directory, { recursive: true });
  }
});
