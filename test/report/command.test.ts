import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { runCommand } from '../support/command-line.ts';
import { asColleague, injectFault } from '../support/sandbox-control.ts';

let sandbox: Sandbox;
let folder: string;
beforeAll(async () => {
  sandbox = await createSandbox({ now: '2026-11-20T12:00:00Z' });
  folder = mkdtempSync(join(tmpdir(), 'report-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await sandbox.close();
});

describe('report on the command line', () => {
  const report = (...words: string[]) =>
    runCommand(['report', ...words], {
      environment: {
        POSTHOG_HOST: sandbox.url,
        POSTHOG_API_KEY: 'phx_sandbox',
        POSTHOG_PROJECT_ID: '1',
      },
    });

  it('prints Markdown, or writes a page to a file', async () => {
    const { exitCode, printed, complaints } = await report('21');
    expect({ exitCode, complaints }).toEqual({ exitCode: 0, complaints: '' });
    expect(printed).toMatch(/^# /);
    const file = join(folder, 'report.html');
    expect(await report('21', '--format', 'html', '--output', file)).toMatchObject({ printed: '' });
    expect(readFileSync(file, 'utf8')).toMatch(/^<!doctype html>/);
  });

  it('takes the key of the flag', async () => {
    const { feature_flag_key: key } = await asColleague(sandbox, 'GET', 'experiments/21/');
    expect(await report(String(key))).toMatchObject({
      exitCode: 0,
      printed: expect.stringContaining(`| Feature flag | ${String(key)} |`),
    });
    expect(await report('no-such-flag')).toMatchObject({
      exitCode: 1,
      complaints:
        'There is no experiment no-such-flag. One that is archived is found by its number, and not by the key of its flag.',
    });
  });

  it('ends with 2 for a file that cannot be written, before anything is asked of PostHog', async () => {
    sandbox.clearRequests();
    const file = join(folder, 'nowhere', 'report.md');
    expect(await report('21', '--output', file)).toMatchObject({
      exitCode: 2,
      complaints: expect.stringContaining(
        `Cannot write "${file}": it or its folder does not exist (ENOENT).`,
      ),
    });
    expect(await report('21', '--output', folder)).toMatchObject({
      exitCode: 2,
      complaints: expect.stringContaining(
        `Cannot write "${folder}": that is the name of a folder (EISDIR).`,
      ),
    });
    const nowhere = join(folder, 'link');
    symlinkSync(join(folder, 'none', 'target'), nowhere);
    for (const name of [nowhere, `${folder}/new/`, join(folder, 'x'.repeat(300)), ''])
      expect((await report('21', '--output', name)).exitCode).toBe(2);
    expect(readdirSync(folder).filter((name) => !name.startsWith('report'))).toEqual(['link']);
    expect(sandbox.requests()).toEqual([]);
  });

  it('ends with 1 where there is no such experiment, and where parts are missing', async () => {
    expect(await report('99999')).toMatchObject({
      exitCode: 1,
      printed: '',
      complaints: 'There is no experiment 99999.',
    });
    await injectFault(sandbox, '/activity', { status: 403 });
    expect(await report('21')).toMatchObject({
      exitCode: 1,
      complaints: expect.stringContaining('could not be read'),
    });
  });
});
