import { stringify, type Options } from 'csv-stringify/sync';
import type { ColumnHead } from '../columns/column.ts';
import { NOTHING, type Encoder } from './encoder.ts';

const options: Options = {
  // RFC 4180.
  record_delimiter: '\r\n',
  // A line feed or carriage return alone is quoted too: readers take either for the end of a row.
  quote_record_delimiter: true,
  // A null is empty, an empty text is "".
  quoted_empty: false,
  quoted_match: /^$/,
  // A spreadsheet would run a text that begins like a formula. Negative numbers are left as they are.
  escape_formulas: true,
  cast: {
    boolean: String,
    // `escape_formulas` leaves a line feed, which some readers skip as they skip a carriage return.
    string: (value) => (value.startsWith('\n') ? `'${value}` : value),
    object: (value) => JSON.stringify(value),
  },
};

/**
 * CSV after RFC 4180 with a header. Texts that begin with `=`, `+`, `-`, `@`, a tab or a line break have `'` before them,
 * because spreadsheets would take them for formulas.
 */
export function csvEncoder(columns: readonly ColumnHead[]): Encoder {
  return {
    contentType: 'text/csv; charset=utf-8; header=present',
    continuedType: 'text/csv; charset=utf-8; header=absent',
    begin: () => Buffer.from(stringify([columns.map(({ name }) => name)], options)),
    rows: (rows) => (rows.length === 0 ? NOTHING : Buffer.from(stringify([...rows], options))),
    end: () => NOTHING,
  };
}
