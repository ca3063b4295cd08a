import type { SchemaElement } from 'hyparquet';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import { productName } from '../../version.ts';
import type { ColumnHead, ColumnType, Row, Value } from '../columns/column.ts';
import { NOTHING, type Encoder } from './encoder.ts';

/** Rows of a row group: as many as are collected before they are written. */
const ROW_GROUP = 10_000;

/** How a type of column is stored. All columns may be null. */
const types: Readonly<
  Record<ColumnType, { readonly schema: Partial<SchemaElement>; convert(value: Value): unknown }>
> = {
  text: { schema: { type: 'BYTE_ARRAY', converted_type: 'UTF8' }, convert: String },
  json: { schema: { type: 'BYTE_ARRAY', converted_type: 'JSON' }, convert: (value) => value },
  integer: { schema: { type: 'INT64' }, convert: (value) => BigInt(Math.round(Number(value))) },
  number: { schema: { type: 'DOUBLE' }, convert: Number },
  boolean: { schema: { type: 'BOOLEAN' }, convert: Boolean },
  time: {
    schema: { type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' },
    convert: (value) => new Date(String(value)),
  },
  day: {
    schema: { type: 'INT32', converted_type: 'DATE' },
    convert: (value) => new Date(String(value)),
  },
};

/** Parquet with a type for each column, compressed by Snappy. Collects at most one row group. */
export function parquetEncoder(columns: readonly ColumnHead[]): Encoder {
  const bytes = new ByteWriter();
  const writer = new ParquetWriter({
    writer: bytes,
    schema: [
      { name: 'root', num_children: columns.length },
      ...columns.map(({ name, type }): SchemaElement => ({
        name,
        repetition_type: 'OPTIONAL',
        ...types[type].schema,
      })),
    ],
    createdBy: productName,
  });
  let collected: Row[] = [];

  const takeBytes = () => {
    const taken = bytes.getBytes().slice();
    bytes.index = 0;
    return taken;
  };

  const write = (rows: readonly Row[]) => {
    void writer.write({
      columnData: columns.map(({ name, type }, at) => ({
        name,
        data: rows.map((row) => {
          const value = row[at] ?? null;
          return value === null ? null : types[type].convert(value);
        }),
      })),
      rowGroupSize: ROW_GROUP,
    });
  };

  return {
    contentType: 'application/vnd.apache.parquet',
    begin: takeBytes,
    rows(rows) {
      // Not a spread into push: an experiment may have more rows than a call may have arguments.
      collected = collected.concat(rows);
      if (collected.length < ROW_GROUP) return NOTHING;
      const whole = collected.length - (collected.length % ROW_GROUP);
      write(collected.slice(0, whole));
      collected = collected.slice(whole);
      return takeBytes();
    },
    end() {
      if (collected.length > 0) write(collected);
      collected = [];
      void writer.finish();
      return takeBytes();
    },
  };
}
