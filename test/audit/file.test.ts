import { mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { startInProcess } from '../support/in-process.ts';
import { openTurnstile } from '../support/turnstile.ts';
import { startAudited, type Audited } from './audited.ts';

const describeIt = ({ rest }: Audited, description: string) =>
  rest('PATCH', 'experiments/4/', { description });

describe('the file of the audit log', () => {
  it('is a new one after log rotation has renamed it', async () => {
    const audited = await startAudited();
    await describeIt(audited, 'one');
    await audited.lines(1);
    renameSync(audited.file, `${audited.file}.1`);
    await describeIt(audited, 'two');
    await vi.waitUntil(() => linesOf(audited.file) === 1, { timeout: 10_000 });
    expect(linesOf(`${audited.file}.1`)).toBe(1);
    await audited.stop();
  });

  it('may vanish with its disk: writes go on, the log says so, and the lines follow', async () => {
    const audited = await startAudited();
    await describeIt(audited, 'one');
    await audited.lines(1);
    rmSync(audited.directory, { recursive: true });
    expect(await describeIt(audited, 'two')).toBe(200);
    expect(await describeIt(audited, 'three')).toBe(200);
    await vi.waitUntil(() => audited.server.log.length > 0, { timeout: 10_000 });
    expect(audited.server.log).toMatchObject([
      { level: 'error', err: { code: 'ENOENT' }, msg: /the audit log cannot be written/ },
    ]);
    mkdirSync(audited.directory);
    await vi.waitUntil(() => linesOf(audited.file) === 2, { timeout: 10_000 });
    await audited.stop();
  });

  it('gets the line of a write that was cut off by the end of the process', async () => {
    const turnstile = await openTurnstile('http://127.0.0.1:1');
    const audited = await startAudited({ SHUTDOWN_TIMEOUT_MS: '50', POSTHOG_HOST: turnstile.url });
    const outcome = audited.graphql(
      'mutation { duplicateExperiment(input: { projectId: "1", id: "15", name: "Cut off" }) { __typename } }',
    );
    await turnstile.waiting;
    await audited.server.stop();
    await outcome;
    turnstile.close();
    const lines = readFileSync(audited.file, 'utf8').split('\n').slice(0, -1);
    expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { outcome: 'uncertain', code: 'UPSTREAM_TIMEOUT', check: expect.any(String) },
    ]);
    rmSync(audited.directory, { recursive: true });
  });

  it('that cannot be opened keeps the server from starting, with one line', async () => {
    const path = join('/nowhere', 'audit.log');
    await expect(startInProcess({ AUDIT_LOG: path })).rejects.toThrow(
      /exit 1: Invalid configuration:\n {2}- AUDIT_LOG: the file cannot be opened for appending \(ENOENT\)\.$/,
    );
  });
});

it('AUDIT_LOG=stderr writes the lines among those of the log, whatever the log level', async () => {
  const audited = await startInProcess({ AUDIT_LOG: 'stderr', LOG_LEVEL: 'silent' });
  await fetch(`${audited.url}/v1/api/projects/1/experiments/4/`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json', authorization: 'Bearer phx_sandbox' },
    body: JSON.stringify({ description: 'one' }),
  });
  expect(audited.log).toMatchObject([{ msg: 'write', api: 'rest', outcome: 'done' }]);
  await audited.stop();
});

const linesOf = (file: string): number => {
  try {
    return readFileSync(file, 'utf8').split('\n').length - 1;
  } catch {
    return 0;
  }
};
