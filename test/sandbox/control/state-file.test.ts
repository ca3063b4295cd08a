import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BrokenStateFileError, StateFileError } from '../../../src/sandbox/control/state-file.ts';
import { caller } from '../support/caller.ts';
import { createSandbox } from '../../../src/sandbox/sandbox.ts';
import { startCheckedSandbox } from '../support/checked-sandbox.ts';

const LIST = '/api/projects/1/experiments/';

describe('a state file', () => {
  let folder: string;
  let stateFile: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sandbox-state-'));
    stateFile = join(folder, 'state.json');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('preserves everything over a restart, including ids', async () => {
    const first = await startCheckedSandbox({ stateFile });
    const made = await caller(first).ok('POST', LIST, { name: 'Kept', feature_flag_key: 'kept' });
    await first.close();
    const second = await startCheckedSandbox({ stateFile });
    const { ok } = caller(second);
    expect(await ok('GET', `${LIST}${String(made['id'])}/`)).toEqual(made);
    const next = await ok('POST', LIST, { name: 'Next', feature_flag_key: 'next' });
    expect(next['id']).toBe(Number(made['id']) + 1);
    await second.close();
    expect(readdirSync(folder)).toEqual(['state.json']);
  });

  it('is written shortly after a change, not only at shutdown', async () => {
    const sandbox = await startCheckedSandbox({ stateFile });
    await caller(sandbox).ok('POST', LIST, { name: 'Soon', feature_flag_key: 'soon' });
    await expect.poll(() => readdirSync(folder), { timeout: 5_000 }).toEqual(['state.json']);
    expect(readFileSync(stateFile, 'utf8')).toContain('"Soon"');
    await sandbox.close();
  });

  it.each([
    ['truncated JSON', '{"format": "posthog-experiments'],
    ['unrelated JSON', '{"experiments": []}'],
    ['no content', ''],
    [
      'rows without fields',
      JSON.stringify({
        format: 'posthog-experiments-graph sandbox state, version 1',
        now: '2026-01-01T00:00:00Z',
        snapshot: {
          sequences: {},
          uuids: 0,
          rows: { projects: [{ id: 1 }], experiments: [{ id: 1, project: 1 }] },
        },
      }),
    ],
    [
      'rows without ids',
      JSON.stringify({
        format: 'posthog-experiments-graph sandbox state, version 1',
        now: '2026-01-01T00:00:00Z',
        snapshot: { sequences: {}, uuids: 0, rows: { experiments: [{ name: 'x' }] } },
      }),
    ],
  ])('with %s is refused and left unchanged', async (_what, content) => {
    writeFileSync(stateFile, content);
    const refusal = startCheckedSandbox({ stateFile });
    await expect(refusal).rejects.toThrow(BrokenStateFileError);
    await expect(refusal).rejects.toThrow(/is not a sandbox state file .* left unchanged/);
    expect(readFileSync(stateFile, 'utf8')).toBe(content);
    expect(readdirSync(folder)).toEqual(['state.json']);
  });

  it.each<[what: string, path: () => string, why: string]>([
    ['in a folder that does not exist', () => join(folder, 'nope', 's.json'), 'does not exist'],
    ['in a folder that cannot contain files', () => '/proc/self/s.json', 'cannot be written'],
    ['that is a directory', () => folder, 'it is a directory'],
    ['that is a device', () => '/dev/full', 'not a regular file'],
    ['below a file', () => join(writtenAt(stateFile), 's.json'), 'cannot be'],
    // The superuser may write to anything.
    ...(process.getuid?.() === 0
      ? []
      : [
          ['that is read-only', () => readOnly(writtenAt(stateFile)), 'not permitted'] satisfies [
            string,
            () => string,
            string,
          ],
        ]),
  ])('%s is refused at the start', async (_, path, why) => {
    const refusal = createSandbox({ stateFile: path() });
    await expect(refusal).rejects.toThrow(StateFileError);
    await expect(refusal).rejects.toThrow(new RegExp(`^The state file .*${why}.*\\.$`));
  });

  it('that temporarily cannot be written is reported, and written as soon as possible', async () => {
    const failures: unknown[] = [];
    const below = join(folder, 'below');
    mkdirSync(below);
    const sandbox = await createSandbox({
      stateFile: join(below, 'state.json'),
      onFailure: (error) => failures.push(error),
    });
    rmSync(below, { recursive: true });
    const { ok } = caller(sandbox);
    await ok('POST', LIST, { name: 'Unsaved', feature_flag_key: 'unsaved' });
    await expect.poll(() => failures.length, { timeout: 5_000 }).toBeGreaterThan(0);
    expect(failures[0]).toBeInstanceOf(StateFileError);
    expect(String(failures[0])).toMatch(
      /the folder .*below does not exist\. The next attempt is in 1 s\.$/,
    );
    expect((await ok('GET', `${LIST}?search=Unsaved`))['count']).toBe(1);
    mkdirSync(below);
    await expect.poll(() => readdirSync(below), { timeout: 15_000 }).toEqual(['state.json']);
    expect(readFileSync(join(below, 'state.json'), 'utf8')).toContain('"Unsaved"');
    await sandbox.close();
  });

  it('that cannot be written at shutdown makes the shutdown fail', async () => {
    const below = join(folder, 'below');
    mkdirSync(below);
    const sandbox = await createSandbox({ stateFile: join(below, 'state.json') });
    rmSync(below, { recursive: true });
    writeFileSync(below, 'a file in its place');
    await expect(sandbox.close()).rejects.toThrow(StateFileError);
    await expect(fetch(sandbox.url)).rejects.toThrow('fetch failed');
  });
});

function writtenAt(path: string): string {
  writeFileSync(path, '{}');
  return path;
}

function readOnly(path: string): string {
  chmodSync(path, 0o400);
  return path;
}
