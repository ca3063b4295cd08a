import type { Experiment } from '../../model/entities.ts';
import { invalid } from '../../model/errors.ts';
import type { ProjectRequest } from '../../model/route.ts';
import { storedStatus } from './status.ts';

type SortKey = string | number | null;

const STATUS_RANK = { draft: 0, running: 1, stopped: 2 };
const CONCLUSIONS = ['won', 'lost', 'inconclusive', 'stopped_early', 'invalid'];
const ORDERS = [
  'created_at',
  'created_by',
  'updated_at',
  'name',
  'start_date',
  'end_date',
  'duration',
  'status',
  'conclusion',
];

/** Parses the `order` parameter; default `-created_at`. @throws ApiError 400 for an unknown field */
export function readOrder(query: URLSearchParams): { field: string; descending: boolean } {
  const order = query.get('order') || '-created_at';
  const descending = order.startsWith('-');
  const field = descending ? order.slice(1) : order;
  if (!ORDERS.includes(field)) throw invalid(`Invalid order field: '${order}'`);
  return { field, descending };
}

/** Sorts like the database: nulls last in ascending and first in descending order; ties are sorted by id in the same
 * direction. */
export function orderExperiments(request: ProjectRequest, rows: Experiment[]): Experiment[] {
  const { field, descending } = readOrder(request.query);
  const keyed = rows.map((row) => ({ row, key: keyOf(request, field, row) }));
  keyed.sort((one, other) => compare(one.key, other.key) || one.row.id - other.row.id);
  if (descending) keyed.reverse();
  return keyed.map(({ row }) => row);
}

function keyOf({ store, now }: ProjectRequest, field: string, row: Experiment): SortKey {
  switch (field) {
    case 'created_by': {
      const user = store.users.get(row.created_by);
      return user ? user.first_name || user.email : null;
    }
    case 'name':
      return row.name;
    case 'updated_at':
      return Date.parse(row.updated_at);
    case 'start_date':
    case 'end_date':
      return row[field] === null ? null : Date.parse(row[field]);
    case 'duration':
      return durationMs(row, now);
    case 'status':
      return STATUS_RANK[storedStatus(row)];
    case 'conclusion':
      return row.conclusion === null ? null : CONCLUSIONS.indexOf(row.conclusion);
    default:
      return Date.parse(row.created_at);
  }
}

function durationMs(row: Experiment, now: Date): number | null {
  if (row.start_date === null) return null;
  const end = row.end_date === null ? now.getTime() : Date.parse(row.end_date);
  return end - Date.parse(row.start_date);
}

function compare(one: SortKey, other: SortKey): number {
  if (one === other) return 0;
  if (one === null) return 1;
  if (other === null) return -1;
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  return String(one).localeCompare(String(other), 'en');
}
