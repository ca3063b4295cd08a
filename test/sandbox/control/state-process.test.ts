import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { spawnServer } from '../../support/spawned.ts';
import { caller } from '../support/caller.ts';

const LIST = '/api/projects/1/experiments/';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sandbox-process-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const start = (stateFile: string) => spawnServer('sandbox', {}, ['--state', stateFile]);

describe('sandbox --state', () => {
  it('ends immediately, with exit code 2 and a message, when the file could never be written', async () => {
    const spawned = start(join(folder, 'nope', 'state.json'));
    expect(await spawned.ended).toBe(2);
    expect(spawned.stderr()).toMatch(/^The state file .*: the folder .*nope does not exist\.\n$/);
    expect(spawned.stdout()).toBe('');
  });

  it('continues to serve when the folder is deleted, and ends with 1 when the state could not be saved', async () => {
    const below = join(folder, 'below');
    mkdirSync(below);
    const spawned = start(join(below, 'state.json'));
    await spawned.started;
    const { ok } = caller({ url: spawned.url('Sandbox') ?? '' });
    rmSync(below, { recursive: true });
    await ok('POST', LIST, { name: 'Unsaved', feature_flag_key: 'unsaved' });
    await expect.poll(() => spawned.stderr(), { timeout: 10_000 }).toContain('The next attempt');
    expect((await ok('GET', `${LIST}?search=Unsaved`))['count']).toBe(1);
    spawned.child.kill('SIGTERM');
    expect(await spawned.ended).toBe(1);
    expect(spawned.stderr()).toContain('Changes since it was last written are lost.');
    expect(spawned.stderr()).not.toMatch(/\n\s+at /);
  });
});
