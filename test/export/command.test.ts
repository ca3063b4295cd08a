import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { runCommand } from '../support/command-line.ts';
import { asColleague, control } from '../support/sandbox-control.ts';
import {
  asCsv,
  asJson,
  readCsv,
  readNdjson,
  readParquet,
  timeless,
  type Rows,
} from './support/read-export.ts';

let sandbox: Sandbox;
let folder: string;
beforeAll(async () => {
  sandbox = await createSandbox({ now: '2026-11-20T12:00:00Z' });
  folder = mkdtempSync(join(tmpdir(), 'export-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await sandbox.close();
});

const runExport = (...words: string[]) =>
  runCommand(['export', ...words], {
    environment: {
      POSTHOG_HOST: sandbox.url,
      POSTHOG_API_KEY: 'phx_sandbox',
      POSTHOG_PROJECT_ID: '1',
    },
  });

/** The calls to PostHog of a run, by what they read. */
function callsSince(clear: () => void) {
  clear();
  return () => sandbox.requests().length;
}

describe('the format of an export or a report without --format', () => {
  const written = async (command: readonly string[], name: string) => {
    const file = join(folder, name);
    const { exitCode } = await runCommand([...command, '--output', file], {
      environment: { POSTHOG_HOST: sandbox.url, POSTHOG_API_KEY: 'phx_sandbox' },
    });
    expect(exitCode).toBe(0);
    return readFileSync(file, 'latin1');
  };

  it.each([
    ['a.csv', /^project_id,/],
    ['a.PARQUET', /^PAR1/],
    ['a.ndjson', /^\{"/],
    ['a.txt', /^\{"/],
  ])('is that of the ending of the file: %s', async (name, begin) => {
    expect(await written(['export', 'experiments', '--experiment', '15'], name)).toMatch(begin);
  });

  it.each([
    ['a.html', /^<!doctype html>/i],
    ['a.txt', /^# /],
  ])('is HTML for a report with such a name, and else Markdown: %s', async (name, begin) => {
    expect(await written(['report', '15'], name)).toMatch(begin);
  });
});

describe.each(['experiments', 'results', 'timeseries'])('export %s', (kind) => {
  let run: Awaited<ReturnType<typeof runExport>>;
  let rows: Rows;
  beforeAll(async () => {
    run = await runExport(kind);
    rows = readNdjson(run.written);
  });

  it('ends with 0 and says on standard error what it has', () => {
    expect(run).toMatchObject({
      exitCode: 0,
      complaints: expect.stringMatching(/^\d+ experiments, \d+ rows, \d+ calls to PostHog\.$/),
    });
  });

  it('has the same rows as NDJSON and as CSV', async () => {
    const { written } = await runExport(kind, '--format', 'csv');
    expect(written.toString()).toMatch(/^project_id,experiment_id,[^\n]*\r\n/);
    const texts = rows
      .map(timeless)
      .map((row) =>
        Object.fromEntries(Object.entries(row).map(([name, value]) => [name, asCsv(value)])),
      );
    expect(readCsv(written).map(timeless)).toEqual(texts);
  });

  it('has the same rows as Parquet, with types', async () => {
    const file = join(folder, `${kind}.parquet`);
    expect((await runExport(kind, '--format', 'parquet', '--output', file)).exitCode).toBe(0);
    const read = await readParquet(readFileSync(file));
    const plain = read.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([name, value]) => [
          name,
          name === 'date' && value instanceof Date
            ? value.toISOString().slice(0, 10)
            : asJson(value),
        ]),
      ),
    );
    expect(plain.map(timeless)).toEqual(rows.map(timeless));
    expect(typeof read[0]?.['experiment_id']).toBe('bigint');
  });
});

describe('an export', () => {
  it('of experiments takes two calls for 100, and has archived ones unless they are excluded', async () => {
    const calls = callsSince(() => sandbox.clearRequests());
    const { written } = await runExport('experiments');
    expect(calls()).toBe(4);
    const archived = readNdjson(written).filter((row) => row['archived'] === true);
    expect(archived.length).toBeGreaterThan(0);
    const callsOfOne = callsSince(() => sandbox.clearRequests());
    const { written: others } = await runExport('experiments', '--archived', 'exclude');
    expect(callsOfOne()).toBe(1);
    expect(readNdjson(others)).toHaveLength(readNdjson(written).length - archived.length);
  });

  it('of results takes no call for drafts', async () => {
    const calls = callsSince(() => sandbox.clearRequests());
    const { written, complaints } = await runExport('results', '--status', 'draft');
    expect({ rows: written.length, calls: calls() }).toEqual({ rows: 0, calls: 4 });
    expect(complaints).toMatch(/^[1-9]\d* experiments, 0 rows/);
  });

  it('of results has what PostHog computed, the baseline first, and the comparison of the others', async () => {
    const rows = readNdjson((await runExport('results')).written);
    const of = rows.filter((row) => row['experiment_id'] === 5);
    const { metrics } = (await asColleague(sandbox, 'GET', 'experiments/5/')) as {
      metrics: { uuid: string }[];
    };
    expect(new Set(of.map((row) => row['metric_uuid']))).toContain(metrics[0]?.uuid);
    const [baseline, test] = of;
    expect(baseline).toMatchObject({ variant: 'control', is_baseline: true, delta: null });
    expect(test).toMatchObject({ variant: 'test', is_baseline: false });
    const means = [baseline, test].map((row) => Number(row?.['sum']) / Number(row?.['samples']));
    expect([baseline?.['mean'], test?.['mean']]).toEqual(means);
    expect(test?.['delta']).toBeCloseTo(means[1]! / means[0]! - 1, 12);
  });

  it('of timeseries has the days that were asked for, and no call for what did not run on them', async () => {
    const days = ['--since', '2026-11-10', '--until', '2026-11-12'];
    const all = callsSince(() => sandbox.clearRequests());
    await runExport('timeseries');
    const callsOfAll = all();
    const some = callsSince(() => sandbox.clearRequests());
    const rows = readNdjson((await runExport('timeseries', ...days)).written);
    expect(new Set(rows.map((row) => row['date']))).toEqual(
      new Set(['2026-11-10', '2026-11-11', '2026-11-12']),
    );
    expect(some()).toBeLessThan(callsOfAll);
  });

  it('of experiments has those that were created on the days that were asked for', async () => {
    const rows = readNdjson((await runExport('experiments', '--since', '2026-09-01')).written);
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(String(row['created_at']) >= '2026-09-01').toBe(true);
  });

  it('as CSV runs no formula of a name, and leaves negative numbers alone', async () => {
    const name = '=HYPERLINK("http://evil.example","x")\n,"';
    await asColleague(sandbox, 'PATCH', 'experiments/5/', { name });
    const { written } = await runExport('results', '--format', 'csv');
    const rows = readCsv(written);
    const own = rows.find((row) => row['experiment_id'] === '5');
    expect(own?.['experiment_name']).toBe(`'${name}`);
    expect(rows.some((row) => /^-0\.\d+$/.test(row['delta'] ?? ''))).toBe(true);
    const plain = readNdjson((await runExport('experiments')).written);
    expect(plain.find((row) => row['experiment_id'] === 5)).toMatchObject({
      experiment_name: name,
    });
    await control(sandbox, 'reset', {});
  });

  it.each([
    [['export', 'results', '--resume'], '--output'],
    [['export', 'results', '--since', '2026-02-30'], '--since must be a day'],
    [['export', 'results', '--since', '2026-03-02', '--until', '2026-03-01'], '--since must not'],
    [['export', 'everything'], 'experiments, results, timeseries'],
    [['export', 'results', '--format', 'xml'], 'ndjson, csv, parquet'],
  ])('refuses %j', async (words, named) => {
    const { exitCode, complaints } = await runCommand(words, { environment: {} });
    expect(exitCode).toBe(2);
    expect(complaints).toContain(named);
  });

  it('says why when the key is not accepted, and ends with 1', async () => {
    const { exitCode, complaints } = await runCommand(['export', 'experiments'], {
      environment: { POSTHOG_HOST: sandbox.url, POSTHOG_API_KEY: 'phx_nobody' },
    });
    expect(exitCode).toBe(1);
    expect(complaints).toContain('UNAUTHENTICATED');
    expect(complaints).not.toContain('phx_nobody');
  });
});
