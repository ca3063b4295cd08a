import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openDirectoryState } from '../../src/watch-state/directory-state.ts';
import { WatchStateError } from '../../src/watch-state/watch-state.ts';
import { stateContract } from './contract.ts';

const HOUR_S = 3_600;

describe('a state of the watcher in a directory', () => {
  let parent: string;
  beforeAll(async () => {
    parent = await mkdtemp(join(tmpdir(), 'watch-state-'));
  });
  afterAll(() => rm(parent, { recursive: true }));

  stateContract(async () => {
    const path = join(parent, 'contract');
    return {
      state: await openDirectoryState(path),
      other: await openDirectoryState(path),
      damage: (text) => writeFile(join(path, 'damaged', 'key.json'), text),
    };
  });

  it('can be read by its owner alone', async () => {
    const path = join(parent, 'deep', 'private');
    const state = await openDirectoryState(path);
    await state.collection('values', z.number()).set('one', 1);
    const modes = [path, join(path, 'values'), join(path, 'values', 'one.json')];
    expect(await Promise.all(modes.map(async (at) => (await stat(at)).mode & 0o777))).toEqual([
      0o700, 0o700, 0o600,
    ]);
  });

  it('says so when it cannot be created', async () => {
    await writeFile(join(parent, 'file'), '');
    await expect(openDirectoryState(join(parent, 'file', 'state'))).rejects.toThrow(
      WatchStateError,
    );
  });

  // Node's own recursive `mkdir` never ends there.
  it.runIf(existsSync('/proc/self'))('says so where no directory can be created', async () => {
    for (const path of ['/proc/state', '/proc/state/of/a/watcher'])
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await expect(openDirectoryState(path)).rejects.toThrow(/ENOENT.*'\/proc\/state'/);
  });

  it('passes over what a process left unfinished, and deletes it after an hour', async () => {
    const path = join(parent, 'unfinished');
    const state = await openDirectoryState(path);
    const values = state.collection('values', z.number());
    await values.set('one', 1);
    const [fresh, old] = [join(path, 'values', 'fresh.tmp'), join(path, 'values', 'old.tmp')];
    await writeFile(fresh, '{');
    await writeFile(old, '{');
    const twoHoursAgo = Date.now() / 1_000 - 2 * HOUR_S;
    await utimes(old, twoHoursAgo, twoHoursAgo);
    expect(await values.entries()).toEqual([['one', 1]]);
    expect((await readdir(join(path, 'values'))).toSorted()).toEqual(['fresh.tmp', 'one.json']);
  });

  it('passes the right to work on after a process that could not give it back', async () => {
    const path = join(parent, 'stale');
    const state = await openDirectoryState(path);
    await mkdir(join(path, 'working.lock'));
    expect(await state.acquire()).toBeUndefined();
    const aMinuteAgo = Date.now() / 1_000 - 60;
    await utimes(join(path, 'working.lock'), aMinuteAgo, aMinuteAgo);
    const lease = await state.acquire();
    expect(await lease?.isHeld()).toBe(true);
    await lease?.release();
  });

  it('has whole values only, and every one that was said to be stored, after kill -9', async () => {
    const path = join(parent, 'killed');
    const writer = spawn(
      process.execPath,
      [join(import.meta.dirname, 'support', 'write-until-killed.ts'), path],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    let stored = 0;
    for await (const chunk of writer.stdout) {
      stored += String(chunk).split('\n').length - 1;
      if (stored >= 50) break;
    }
    writer.kill('SIGKILL');
    await once(writer, 'close');
    const state = await openDirectoryState(path);
    const shape = z.object({ count: z.number(), filling: z.string().length(100_000) });
    const entries = await state.queue('counts', shape).read(10_000);
    expect(entries.length).toBeGreaterThanOrEqual(stored);
    expect(entries.map(({ value }) => value.count)).toEqual(entries.map((_, index) => index));
    const last = await state.collection('last', shape).get('last');
    expect(last?.count).toBeGreaterThanOrEqual(stored - 1);
  });
});
