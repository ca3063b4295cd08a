import type { ColumnHead, Row } from '../columns/column.ts';
import { NOTHING, type Encoder } from './encoder.ts';

/** One JSON object for each row, on a line of its own, with every column in the order of the table. */
export function ndjsonEncoder(columns: readonly ColumnHead[]): Encoder {
  const lineOf = (row: Row) =>
    `${JSON.stringify(Object.fromEntries(columns.map(({ name }, at) => [name, row[at]])))}\n`;
  return {
    contentType: 'application/x-ndjson',
    begin: () => NOTHING,
    rows: (rows) => Buffer.from(rows.map(lineOf).join('')),
    end: () => NOTHING,
  };
}
