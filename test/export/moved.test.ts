import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { runCommand } from '../support/command-line.ts';
import { startInProcess, type InProcess } from '../support/in-process.ts';
import { asColleague, control, injectFault } from '../support/sandbox-control.ts';
import { readCsv, readNdjson } from './support/read-export.ts';

let sandbox: Sandbox;
let server: InProcess;
let folder: string;
beforeAll(async () => {
  sandbox = await createSandbox({ now: '2026-11-20T12:00:00Z', experiments: 130 });
  folder = mkdtempSync(join(tmpdir(), 'export-'));
  server = await startInProcess({
    POSTHOG_HOST: sandbox.url,
    POSTHOG_PROJECT_ID: '1',
    FRESH_EXPERIMENTS_SECONDS: '0',
    POSTHOG_CALLS_PER_MINUTE: '100000',
    POSTHOG_CALLS_PER_HOUR: '100000',
  });
});
afterAll(async () => {
  await server.stop();
  await sandbox.close();
  rmSync(folder, { recursive: true });
});
let whole: string;
let all: readonly number[];
beforeEach(async () => {
  whole = (await runExport('experiments')).written.toString();
  all = idsIn(whole);
});
afterEach(() => control(sandbox, 'reset', {}));

const environment = () => ({
  POSTHOG_HOST: sandbox.url,
  POSTHOG_API_KEY: 'phx_sandbox',
  POSTHOG_PROJECT_ID: '1',
});
const runExport = (...words: string[]) =>
  runCommand(['export', ...words], { environment: environment() });
const get = (path: string) =>
  fetch(`${server.url}/v1/export/${path}`, { headers: { authorization: 'Bearer phx_sandbox' } });

/** The numbers of the experiments of a text of NDJSON, in its order. */
const idsIn = (text: string) => readNdjson(text).map((row) => Number(row['experiment_id']));
const ascending = (ids: readonly number[]) => ids.toSorted((one, other) => one - other);

/** PostHog's number of an experiment that is not archived and can be, from a position of the export on. */
function archivable(from: number): number {
  const row = readNdjson(whole)
    .slice(from)
    .find(({ archived, status }) => archived === false && status === 'stopped');
  return Number(row?.['experiment_id']);
}
const archive = (id: number, archived = true) =>
  asColleague(sandbox, 'PATCH', `experiments/${id}/`, { archived });

it('an export has the experiments in the order of their creation, archived or not', () => {
  const rows = readNdjson(whole);
  const dates = rows.map((row) => String(row['created_at']));
  expect(dates).toEqual(dates.toSorted());
  const archived = rows.map((row) => row['archived']);
  expect(archived.lastIndexOf(false)).toBeGreaterThan(archived.indexOf(true));
});

describe('--resume, after an experiment that was written was archived,', () => {
  it.each(['ndjson', 'csv'] as const)(
    'exports each experiment once where only the rows as %s are left',
    async (format) => {
      const file = join(folder, `cut.${format}`);
      const text = (await runExport('experiments', '--format', format)).written.toString();
      const id = archivable(3);
      const lines = text.split(/(?<=\n)/);
      const header = format === 'csv' ? 1 : 0;
      writeFileSync(file, lines.slice(0, header + all.indexOf(id) + 2).join(''));
      await archive(id);
      const words = ['--format', format, '--output', file, '--resume'];
      const { exitCode } = await runExport('experiments', ...words);
      const read = { ndjson: readNdjson, csv: readCsv }[format];
      const ids = read(readFileSync(file)).map((row) => Number(row['experiment_id']));
      expect({ exitCode, ids }).toEqual({ exitCode: 0, ids: all });
    },
  );

  it('exports each experiment once where the file beside it is left', async () => {
    const file = join(folder, 'stopped.ndjson');
    const stop = Promise.withResolvers<string>();
    const id = archivable(3);
    const last = all[all.indexOf(id) + 12]!;
    const before = new Set(idsIn((await runExport('results')).written.toString()));
    expect(before).toContain(id);
    await injectFault(sandbox, `/experiments/${last}/`, { latency_ms: 60_000 });
    const running = runCommand(['export', 'results', '--output', file], {
      environment: environment(),
      stopRequested: stop.promise,
    });
    const written = () => (existsSync(file) ? new Set(idsIn(readFileSync(file, 'utf8'))) : []);
    await expect.poll(written, { timeout: 20_000 }).toContain(id);
    stop.resolve('SIGTERM');
    expect((await running).exitCode).toBe(1);
    expect(existsSync(`${file}.partial.json`)).toBe(true);
    await fetch(`${sandbox.url}/_sandbox/faults`, { method: 'DELETE' });

    await archive(id);
    expect((await runExport('results', '--output', file, '--resume')).exitCode).toBe(0);
    const runs = idsIn(readFileSync(file, 'utf8')).filter((one, at, ids) => one !== ids[at - 1]);
    expect(runs).toEqual([...before]);
  });
});

describe('GET /v1/export?after=, the experiment that it names', () => {
  it('being archived meanwhile, has all that were created after it', async () => {
    const id = archivable(3);
    await archive(id);
    const ids = idsIn(await (await get(`experiments.ndjson?after=${id}`)).text());
    expect(ids).toEqual(all.slice(all.indexOf(id) + 1));
  });

  it('being unarchived meanwhile, has all that were created after it, and no others', async () => {
    const row = readNdjson(whole).find(({ archived }) => archived === true);
    const id = Number(row?.['experiment_id']);
    await archive(id, false);
    const ids = idsIn(await (await get(`experiments.ndjson?after=${id}`)).text());
    expect(ids).toEqual(all.slice(all.indexOf(id) + 1));
  });
});

describe('an export that runs', () => {
  /** The ids of an export over HTTP, during which something is done after its first row. */
  async function during(path: string, act: () => Promise<unknown>): Promise<number[]> {
    const reader = (await get(path)).body!.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    for (let isFirst = true; ; isFirst = false) {
      // oxlint-disable-next-line no-await-in-loop
      const { done, value } = await reader.read();
      if (done) return [...new Set(idsIn(text))];
      text += value;
      // oxlint-disable-next-line no-await-in-loop
      if (isFirst) await act();
    }
  }
  const results = 'results.ndjson';
  const exported = async () => [...new Set(idsIn(await (await get(results)).text()))];

  it('has an experiment that is archived before the page that it was on is read', async () => {
    // The pages of 100 experiments that are not archived: this one is on the second.
    const id = archivable(110);
    const before = await exported();
    expect(before).toContain(id);
    const ids = await during(results, () => archive(id));
    expect(ascending(ids)).toEqual(ascending(before));
  });

  it('has an experiment that is unarchived between the two lists', async () => {
    const path = 'experiments.ndjson?status=stopped';
    const stopped = readNdjson(await (await get(path)).text());
    const id = Number(stopped.find(({ archived }) => archived === true)?.['experiment_id']);
    // Each list is read 500 ms after it was asked for: this is done while the second one is awaited.
    await injectFault(sandbox, '/experiments/$', { latency_ms: 500 });
    sandbox.clearRequests();
    const run = get(path);
    const answered = () => sandbox.requests().map(({ query }) => query['archived']);
    await expect.poll(answered, { interval: 5, timeout: 5_000 }).toEqual([undefined]);
    await archive(id, false);
    const ids = idsIn(await (await run).text());
    expect(ascending(ids)).toEqual(ascending(stopped.map((row) => Number(row['experiment_id']))));
  });
});
