import { parse } from 'csv-parse/sync';
import { parquetReadObjects } from 'hyparquet';

/** Rows of an export, as a reader of the format gives them. */
export type Rows = Record<string, unknown>[];

export const readNdjson = (text: Buffer | string): Rows =>
  String(text)
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Rows[number]);

/** CSV as texts. */
export const readCsv = (text: Buffer | string): Record<string, string>[] =>
  parse(text, { columns: true });

export function readParquet(bytes: Buffer): Promise<Rows> {
  const file = bytes.buffer.slice(
    bytes.byteOffset,
    bytes.byteOffset + bytes.byteLength,
  ) as ArrayBuffer;
  return parquetReadObjects({ file });
}

/** A value of NDJSON as CSV has it. */
export function asCsv(value: unknown): string {
  if (value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** A row without values that differ by when they were read. */
export function timeless(row: Rows[number]): Rows[number] {
  const { as_of: _read, duration_days: _duration, ...rest } = row;
  return rest;
}

/** A value of Parquet as NDJSON has it. */
export function asJson(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Date) return value.toISOString();
  return value;
}
