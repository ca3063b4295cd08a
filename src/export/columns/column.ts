/** A value of a row. Times are ISO 8601 in UTC, days `YYYY-MM-DD`; `json` columns have lists. */
export type Value = string | number | boolean | null | readonly unknown[];

/** What a column holds, from which each format takes its own type. */
export type ColumnType = 'text' | 'integer' | 'number' | 'boolean' | 'time' | 'day' | 'json';

/** One column of an export. */
export interface Column<Source> {
  /** In snake case, as warehouses spell names. */
  readonly name: string;
  readonly type: ColumnType;
  /** For whoever reads the table: what it is, its unit, when it is null. */
  readonly description: string;
  /** True for numbers that PostHog does not give and this API computes. */
  readonly isComputed?: true;
  readonly of: (source: Source) => Value | undefined;
}

/** The names, types and descriptions of columns, for writers and documents. */
export type ColumnHead = Omit<Column<never>, 'of'>;

/** One row of an export: its values in the order of the columns. */
export type Row = readonly Value[];

/** The row of a source. A value that is missing is null. */
export const rowOf = <Source>(columns: readonly Column<Source>[], source: Source): Row =>
  columns.map(({ of }) => of(source) ?? null);
