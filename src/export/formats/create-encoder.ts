import { kinds } from '../kinds.ts';
import type { ExportFormat, ExportKind } from '../request.ts';
import { csvEncoder } from './csv.ts';
import type { Encoder } from './encoder.ts';
import { ndjsonEncoder } from './ndjson.ts';

/** The encoder of a format for a kind of export. The library for Parquet is imported when it is used. */
export async function createEncoder(format: ExportFormat, kind: ExportKind): Promise<Encoder> {
  const { columns } = kinds[kind];
  if (format === 'ndjson') return ndjsonEncoder(columns);
  if (format === 'csv') return csvEncoder(columns);
  const { parquetEncoder } = await import('./parquet.ts');
  return parquetEncoder(columns);
}
