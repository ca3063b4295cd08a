import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { parse } from 'csv-parse';
import { ExportRefused } from '../failure.ts';
import type { ExportFormat } from '../request.ts';

/** The whole experiments of a file of an export. */
export interface Written {
  /** Length of the file that has them, and nothing else. */
  readonly bytes: number;
  /** PostHog's numbers of them. */
  readonly ids: ReadonlySet<number>;
}

/**
 * Reads an export row by row for the experiments that need not be read again.
 * @param columns that the export has: rows of another kind, or of another version, must not follow each other in one file
 * @param bytes length of the file that is known to have whole experiments only. Where it is not known, the last experiment
 *   may lack rows, so it is left out; a half line behind it is left out with it
 * @throws ExportRefused for a file that has other columns, or is no export
 */
export async function readWritten(
  file: string,
  format: Exclude<ExportFormat, 'parquet'>,
  columns: readonly string[],
  bytes?: number,
): Promise<Written> {
  if (bytes === 0) return { bytes, ids: new Set() };
  const ids = new Set<number>();
  let wholeBytes: number | undefined;
  let current: { id: number; endsAt: number } | undefined;
  const rows = format === 'csv' ? csvRows(file, bytes) : lines(file, bytes);
  for await (const { id, endsAt, columns: own } of rows) {
    if (own && own.join(',') !== columns.join(',')) throw otherColumns(file);
    if (id === undefined) {
      // The header.
      wholeBytes ??= endsAt;
      continue;
    }
    if (current && current.id !== id) {
      wholeBytes = current.endsAt;
      ids.add(current.id);
    }
    current = { id, endsAt };
  }
  if (bytes === undefined) return { bytes: wholeBytes ?? 0, ids };
  if (current) ids.add(current.id);
  return { bytes, ids };
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
async function* lines(file: string, bytes?: number): AsyncGenerator<WrittenRow> {
  let rest: Buffer = Buffer.alloc(0);
  let endsAt = 0;
  for await (const chunk of beginningOf(file, bytes) as AsyncIterable<Buffer>) {
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
async function* csvRows(file: string, bytes?: number): AsyncGenerator<WrittenRow> {
  const { size, isWhole } = await endOf(file);
  const parser = beginningOf(file, bytes).pipe(
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

/** A stream of so many bytes of a file, or of all. */
const beginningOf = (file: string, bytes?: number) =>
  createReadStream(file, bytes === undefined ? {} : { end: bytes - 1 });

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
