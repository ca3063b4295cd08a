import type { ColumnHead } from '../export/columns/column.ts';
import { kinds } from '../export/kinds.ts';
import type { ExportKind } from '../export/request.ts';
import { markdownTable } from './table.ts';

const meaningOf = ({ description, isComputed }: ColumnHead) =>
  isComputed ? `${description}. Computed by this API` : description;

/** The table in docs/export.md of the columns of a kind of export. */
export const exportColumnsTable = (kind: ExportKind) => (): string =>
  markdownTable([
    ['Column', 'Type', 'Meaning'],
    ...kinds[kind].columns.map((column) => [`\`${column.name}\``, column.type, meaningOf(column)]),
  ]);
