import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BrokenStateFileError } from '../../src/sandbox/state-file.ts';
import { caller } from './support/caller.ts';
import { startCheckedSandbox } from './support/checked-sandbox.ts';

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

  it('carries everything over a restart, ids included', async () => {
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

  it('is written soon after a change, not only at the end', async () => {
    const sandbox = await startCheckedSandbox({ stateFile });
    await caller(sandbox).ok('POST', LIST, { name: 'Soon', feature_flag_key: 'soon' });
    await expect.poll(() => readdirSync(folder), { timeout: 5_000 }).toEqual(['state.json']);
    expect(readFileSync(stateFile, 'utf8')).toContain('"Soon"');
    await sandbox.close();
  });

  it.each([
    ['half a JSON', '{"format": "posthog-experiments'],
    ['another JSON', '{"experiments": []}'],
    [
      'rows without ids',
      JSON.stringify({
        format: 'posthog-experiments-graph sandbox state, version 1',
        now: '2026-01-01T00:00:00Z',
        snapshot: { sequences: {}, uuids: 0, rows: { experiments: [{ name: 'x' }] } },
      }),
    ],
  ])('with %s in it is refused and left untouched', async (_what, content) => {
    writeFileSync(stateFile, content);
    const refusal = startCheckedSandbox({ stateFile });
    await expect(refusal).rejects.toThrow(BrokenStateFileError);
    await expect(refusal).rejects.toThrow(/is not a state file of the sandbox .* left as it is/);
    expect(readFileSync(stateFile, 'utf8')).toBe(content);
  });
});
