import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { parse } from 'csv-parse';
import { ExportRefused } from '../failure.ts';
import type { ExportFormat } from '../request.ts';

/** Where a file of an export can be cut so that it has whole experiments only. */
export interface Cut {
  /** Bytes that stay. */
  readonly bytes: number;
  /** PostHog's number of the last experiment in them; undefined when there is none. */
  readonly lastId: number | undefined;
}

/**
 * Reads an export row by row, and finds the end of the last experiment but one. The last one may lack rows, so it is
 * written again; a half line behind it is dropped with it.
 * @param columns that the export has: rows of another kind, or of another version, must not follow each other in one file
 * @throws ExportRefused for a file that has other columns, or is no export
 */
export async function findCut(
  file: string,
  format: Exclude<ExportFormat, 'parquet'>,
  columns: readonly string[],
): Promise<Cut> {
  let cut: Cut | undefined;
  let current: { id: number; endsAt: number } | undefined;
  const rows = format === 'csv' ? csvRows(file) : lines(file);
  for await (const { id, endsAt, columns: own } of rows) {
    if (own && own.join(',') !== columns.join(',')) throw otherColumns(file);
    if (id === undefined) {
      // The header.
      cut ??= { bytes: endsAt, lastId: undefined };
      continue;
    }
    if (current && current.id !== id) cut = { bytes: current.endsAt, lastId: current.id };
    current = { id, endsAt };
  }
  return cut ?? { bytes: 0, lastId: undefined };
}

interface WrittenRow {
  /** PostHog's number of the experiment; undefined for a header. */
  readonly id: number | undefined;
  /** Offset behind the row, in bytes. */
  readonly endsAt: number;
  /** The columns of the file, with its first row. */
  readonly columns?: readonly string[];
}

const otherColumns = (file: string, cause?: unknown) =>
  new ExportRefused(
    'resume',
    `${file} has other columns than this export. Use the same options, or begin again without --resume.`,
    { cause },
  );

/** Complete lines of NDJSON. */
async function* lines(file: string): AsyncGenerator<WrittenRow> {
  let rest: Buffer = Buffer.alloc(0);
  let endsAt = 0;
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    rest = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    for (let end = rest.indexOf(10); end !== -1; end = rest.indexOf(10)) {
      const line = rest.subarray(0, end).toString();
      rest = rest.subarray(end + 1);
      const isFirst = endsAt === 0;
      endsAt += end + 1;
      const row = rowIn(line, file);
      yield { id: idOf(row, file), endsAt, ...(isFirst && { columns: Object.keys(row) }) };
    }
  }
}

/** Complete rows of CSV, which may have line breaks in their values. */
async function* csvRows(file: string): AsyncGenerator<WrittenRow> {
  const { size, isWhole } = await endOf(file);
  const parser = createReadStream(file).pipe(
    parse({ info: true, relax_column_count: true, skip_records_with_error: true }),
  );
  let column: number | undefined;
  for await (const { record, info } of parser as AsyncIterable<{
    readonly record: readonly string[];
    readonly info: { readonly bytes: number };
  }>) {
    // A row that was cut looks like one with a shorter value.
    if (info.bytes >= size && !isWhole) return;
    if (column === undefined) {
      column = record.indexOf('experiment_id');
      yield { id: undefined, endsAt: info.bytes, columns: record };
      continue;
    }
    const id = Number(record[column]);
    if (Number.isInteger(id)) yield { id, endsAt: info.bytes };
  }
}

/** The size of a file, and whether its last line is complete. */
async function endOf(file: string) {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, Math.max(0, size - 1));
    return { size, isWhole: buffer[0] === 10 };
  } finally {
    await handle.close();
  }
}

function rowIn(line: string, file: string): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(line)) as Readonly<Record<string, unknown>>;
  } catch (error) {
    throw otherColumns(file, error);
  }
}

function idOf({ experiment_id: id }: Readonly<Record<string, unknown>>, file: string): number {
  if (typeof id === 'number') return id;
  throw otherColumns(file);
}
