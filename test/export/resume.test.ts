import {
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { runCommand } from '../support/command-line.ts';
import { injectFault } from '../support/sandbox-control.ts';
import { readCsv, readNdjson, timeless, type Rows } from './support/read-export.ts';

let sandbox: Sandbox;
let folder: string;
beforeAll(async () => {
  sandbox = await createSandbox({ now: '2026-11-20T12:00:00Z' });
});
afterAll(() => sandbox.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'export-'));
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await fetch(`${sandbox.url}/_sandbox/faults`, { method: 'DELETE' });
});

const environment = () => ({
  POSTHOG_HOST: sandbox.url,
  POSTHOG_API_KEY: 'phx_sandbox',
  POSTHOG_PROJECT_ID: '1',
});
const runExport = (...words: string[]) =>
  runCommand(['export', 'results', ...words], { environment: environment() });

const sorted = (rows: Rows) =>
  rows.map((row) => JSON.stringify(timeless(row))).toSorted((one, other) => (one < other ? -1 : 1));

const readers = { ndjson: readNdjson, csv: readCsv } as const;

describe.each(['ndjson', 'csv'] as const)('an export as %s', (format) => {
  const words = ['--format', format];
  const read = (file: string) => readers[format](readFileSync(file));
  let whole: Buffer;
  let callsOfWhole: number;
  beforeAll(async () => {
    sandbox.clearRequests();
    whole = (await runExport(...words)).written;
    callsOfWhole = sandbox.requests().length;
  });

  it('lacks an experiment that cannot be read, says so in a file beside it, and reads it with --resume', async () => {
    const file = join(folder, 'out');
    await injectFault(sandbox, '/experiments/5/', { status: 403 });
    const { exitCode, complaints } = await runExport(...words, '--output', file);
    expect(exitCode).toBe(1);
    expect(complaints).toMatch(/^ {2}5: FORBIDDEN, /m);
    expect(read(file).map((row) => Number(row['experiment_id']))).not.toContain(5);
    expect(readFileSync(`${file}.partial.json`, 'utf8')).toMatch(/"failed": \[\s*5\s*\]/);

    await fetch(`${sandbox.url}/_sandbox/faults`, { method: 'DELETE' });
    sandbox.clearRequests();
    const resumed = await runExport(...words, '--output', file, '--resume');
    expect(resumed).toMatchObject({ exitCode: 0 });
    // The detail and the newest results of one experiment, and the two lists, twice.
    expect(sandbox.requests().length).toBeLessThanOrEqual(6);
    expect(sorted(read(file))).toEqual(sorted(readers[format](whole)));
    expect(existsSync(`${file}.partial.json`)).toBe(false);
  });

  it.each([0.3, 0.55, 0.9])(
    'that was cut after %d of its bytes is whole after --resume, without reading what is there',
    async (share) => {
      const file = join(folder, 'out');
      writeFileSync(file, whole.subarray(0, Math.floor(whole.length * share)));
      sandbox.clearRequests();
      expect(await runExport(...words, '--output', file, '--resume')).toMatchObject({
        exitCode: 0,
      });
      expect(sandbox.requests().length).toBeLessThan(callsOfWhole);
      const rows = read(file);
      expect(rows).toHaveLength(readers[format](whole).length);
      expect(sorted(rows)).toEqual(sorted(readers[format](whole)));
    },
  );

  it('that is asked to stop keeps whole experiments, and is whole after --resume', async () => {
    const file = join(folder, 'out');
    const stop = Promise.withResolvers<string>();
    await injectFault(sandbox, '/experiments/20/', { latency_ms: 60_000 });
    const running = runCommand(['export', 'results', ...words, '--output', file], {
      environment: environment(),
      stopRequested: stop.promise,
    });
    const partial = () =>
      existsSync(`${file}.partial.json`) ? readFileSync(`${file}.partial.json`, 'utf8') : '';
    // The first experiments are written, and the twentieth is not answered.
    await expect.poll(partial, { timeout: 20_000 }).toMatch(/"bytes": [1-9]\d{3}/);
    stop.resolve('SIGTERM');
    const { exitCode, complaints } = await running;
    expect({ exitCode, complaints }).toEqual({
      exitCode: 1,
      complaints: expect.stringContaining('--resume'),
    });
    await fetch(`${sandbox.url}/_sandbox/faults`, { method: 'DELETE' });
    expect(await runExport(...words, '--output', file, '--resume')).toMatchObject({ exitCode: 0 });
    expect(sorted(read(file))).toEqual(sorted(readers[format](whole)));
  });
});

describe('--resume', () => {
  it('exports the rest although an experiment still cannot be read, which it reads another time', async () => {
    const file = join(folder, 'out');
    const stop = Promise.withResolvers<string>();
    await injectFault(sandbox, '/experiments/5/', { status: 403 });
    await injectFault(sandbox, '/experiments/20/', { latency_ms: 60_000 });
    const running = runCommand(['export', 'results', '--output', file], {
      environment: environment(),
      stopRequested: stop.promise,
    });
    const partial = () =>
      existsSync(`${file}.partial.json`) ? readFileSync(`${file}.partial.json`, 'utf8') : '';
    await expect.poll(partial, { timeout: 20_000 }).toMatch(/"failed": \[\s*5\s*\]/);
    stop.resolve('SIGTERM');
    expect((await running).exitCode).toBe(1);
    await fetch(`${sandbox.url}/_sandbox/faults`, { method: 'DELETE' });
    await injectFault(sandbox, '/experiments/5/', { status: 403 });

    const resumed = await runExport('--output', file, '--resume');
    expect(resumed.exitCode).toBe(1);
    expect(resumed.complaints).toMatch(/^ {2}5: FORBIDDEN, /m);
    const whole = readNdjson((await runExport()).written);
    expect(sorted(readNdjson(readFileSync(file)))).toEqual(sorted(whole));
    expect(partial()).toMatch(/"failed": \[\s*5\s*\]/);

    await fetch(`${sandbox.url}/_sandbox/faults`, { method: 'DELETE' });
    expect(await runExport('--output', file, '--resume')).toMatchObject({ exitCode: 0 });
    expect(readNdjson(readFileSync(file)).some((row) => row['experiment_id'] === 5)).toBe(true);
  });

  it.each(['ndjson', 'csv'])(
    'refuses a whole file of another kind as %s, and leaves it as it is',
    async (format) => {
      const file = join(folder, 'out');
      const { written } = await runExport('--format', format);
      writeFileSync(file, written);
      const words = ['export', 'experiments', '--format', format, '--output', file, '--resume'];
      expect(await runCommand(words, { environment: environment() })).toMatchObject({
        exitCode: 1,
        complaints: expect.stringContaining('has other columns than this export'),
      });
      expect(readFileSync(file).equals(written)).toBe(true);
    },
  );

  it('refuses a file of a version with fewer columns, although what is beside it says how to continue', async () => {
    const file = join(folder, 'out');
    await injectFault(sandbox, 'experiments/5/', { status: 500, times: 99 });
    await runExport('--format', 'csv', '--output', file);
    await fetch(`${sandbox.url}/_sandbox/faults`, { method: 'DELETE' });
    // In the header only, whose other rows are never looked at: the last column has one letter less.
    const before = readFileSync(file, 'utf8')
      .replace('\r\n', ' \r\n')
      .replace(/.(?= \r\n)/, '');
    writeFileSync(file, before);
    expect(await runExport('--format', 'csv', '--output', file, '--resume')).toMatchObject({
      exitCode: 1,
      complaints: expect.stringContaining('has other columns than this export'),
    });
    expect(readFileSync(file, 'utf8')).toBe(before);
  });

  it('refuses a file that is no export', async () => {
    const file = join(folder, 'out');
    writeFileSync(file, 'a letter\nto somebody\n');
    for (const format of ['ndjson', 'csv']) {
      // oxlint-disable-next-line no-await-in-loop
      expect(await runExport('--format', format, '--output', file, '--resume')).toMatchObject({
        exitCode: 1,
        complaints: expect.stringContaining('has other columns than this export'),
      });
    }
    expect(readFileSync(file, 'utf8')).toBe('a letter\nto somebody\n');
  });

  it('refuses to continue another export, and a file that was shortened', async () => {
    const file = join(folder, 'out');
    await injectFault(sandbox, '/experiments/5/', { status: 403 });
    await runExport('--output', file);
    const other = await runExport('--output', file, '--resume', '--status', 'running');
    expect(other).toMatchObject({
      exitCode: 1,
      complaints: expect.stringContaining('is another export'),
    });
    truncateSync(file, 100);
    const shorter = await runExport('--output', file, '--resume');
    expect(shorter).toMatchObject({
      exitCode: 1,
      complaints: expect.stringContaining('shorter than when it was written'),
    });
  });

  it.each(['ndjson', 'csv', 'parquet'])(
    'as %s leaves an older file as it is where PostHog does not answer',
    async (format) => {
      const file = join(folder, 'out');
      writeFileSync(file, 'of yesterday');
      await injectFault(sandbox, '.*', { status: 500 });
      const { exitCode } = await runExport('--format', format, '--output', file);
      expect(exitCode).toBe(1);
      expect(readFileSync(file, 'utf8')).toBe('of yesterday');
      expect(existsSync(`${file}.partial.json`)).toBe(false);
    },
  );

  it('says that a Parquet file cannot be continued', async () => {
    const file = join(folder, 'out.parquet');
    writeFileSync(file, 'PAR1');
    const { exitCode, complaints } = await runExport(
      '--format',
      'parquet',
      '--output',
      file,
      '--resume',
    );
    expect({ exitCode, complaints }).toEqual({
      exitCode: 1,
      complaints: expect.stringContaining('A Parquet file cannot be continued'),
    });
  });
});
