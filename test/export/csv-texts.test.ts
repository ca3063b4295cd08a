import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { runCommand } from '../support/command-line.ts';
import { asColleague } from '../support/sandbox-control.ts';
import { readNdjson } from './support/read-export.ts';

/** The experiments whose texts are changed, which have results and series, and what they are changed to. */
const texts: readonly (readonly [id: number, text: string])[] = [
  [5, 'first\n=1+1\nlast'],
  [6, 'first\r=1+1\rlast'],
  [7, 'first\r\n=1+1\r\nlast'],
  [8, '\n=1+1'],
  [9, '\r=1+1'],
  [10, '\t=1+1'],
  [11, '"first",\n"last"'],
];

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await createSandbox({ now: '2026-11-20T12:00:00Z' });
  for (const [id, text] of texts)
    // oxlint-disable-next-line no-await-in-loop
    await asColleague(sandbox, 'PATCH', `experiments/${id}/`, { name: text, description: text });
  // PostHog trims texts of experiments, and leaves those of metrics.
  for (const [id, text] of texts.slice(3, 6)) {
    // oxlint-disable-next-line no-await-in-loop
    const { metrics } = (await asColleague(sandbox, 'GET', `experiments/${id}/`)) as {
      metrics: readonly object[];
    };
    const renamed = metrics.map((metric) => ({ ...metric, name: text }));
    // oxlint-disable-next-line no-await-in-loop
    await asColleague(sandbox, 'PATCH', `experiments/${id}/`, { metrics: renamed });
  }
});
afterAll(() => sandbox.close());

const runExport = async (...words: string[]) => {
  const environment = {
    POSTHOG_HOST: sandbox.url,
    POSTHOG_API_KEY: 'phx_sandbox',
    POSTHOG_PROJECT_ID: '1',
  };
  return (await runCommand(['export', ...words], { environment })).written.toString();
};

/**
 * Reads CSV by the grammar of RFC 4180 alone: a field without quotes has no quote, line feed or carriage return, and
 * rows end with CR LF.
 * @throws Error for anything else
 */
function strictRows(text: string): string[][] {
  const rows: string[][] = [[]];
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y;
  while (field.lastIndex < text.length) {
    const at = field.lastIndex;
    const [, quoted, plain, end] = field.exec(text) ?? [];
    if (end === undefined) throw new Error(`no field of RFC 4180: ${text.slice(at, at + 60)}`);
    rows.at(-1)!.push(quoted?.replaceAll('""', '"') ?? plain!);
    if (end === '\r\n') rows.push([]);
  }
  if (rows.pop()!.length > 0) throw new Error('the last row has no end');
  return rows;
}

describe.each(['experiments', 'results', 'timeseries'])('export %s as CSV', (kind) => {
  it('is read by a reader that knows RFC 4180 alone, whatever line breaks a text has', async () => {
    const [header = [], ...rows] = strictRows(await runExport(kind, '--format', 'csv'));
    expect(new Set(rows.map((row) => row.length))).toEqual(new Set([header.length]));
    const ids = rows.map((row) => Number(row[header.indexOf('experiment_id')]));
    const plain = readNdjson(await runExport(kind));
    expect(ids).toEqual(plain.map((row) => row['experiment_id']));
    const names = rows.map((row) => row[header.indexOf('experiment_name')]);
    const marked = names.map((name) => name?.replace(/^'/, ''));
    expect(marked).toEqual(plain.map((row) => row['experiment_name']));
    for (const [id] of texts) expect(ids).toContain(id);
  });

  it('has no text of which a part that a reader takes for a cell is a formula', async () => {
    const text = await runExport(kind, '--format', 'csv');
    const [header = [], ...rows] = strictRows(text);
    const names = ['experiment_name', 'description', 'metric_name'];
    for (const name of names.filter((one) => header.includes(one))) {
      const cells = rows.map((row) => row[header.indexOf(name)] ?? '');
      expect(cells.some((cell) => cell.startsWith("'"))).toBe(true);
      expect(cells.find((cell) => /^\s*[=+@-]/.test(cell))).toBeUndefined();
    }
    // What is not in quotes is where a tolerant reader ends rows.
    const outside = text.replaceAll(/"(?:[^"]|"")*"/g, '""').split(/\r\n|[\r\n]/);
    expect(outside.find((line) => /^[=+@-]/.test(line))).toBeUndefined();
  });
});
