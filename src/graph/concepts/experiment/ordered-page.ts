import type { OperationArguments } from '../../../posthog/client.ts';
import { knownCount } from '../../../posthog/http/pages.ts';
import type { GraphContext } from '../../context/context.ts';
import type { ConnectionPage, ConnectionWindow } from '../../core/paging/connection.ts';
import type { FieldArguments, FieldCall } from '../../planner/field-cost.ts';
import type { ExperimentOrder } from './inputs.ts';
import type { ExperimentRow } from './loader.ts';

type Order = typeof ExperimentOrder.$inferInput;
type Query = NonNullable<OperationArguments<'experiments_list'>['query']>;

/** Fields that some experiments have no value of, and the calls that a page takes at most where those are moved to the end. */
const mostCalls = { start_date: 3, duration: 3, end_date: 2 } as const;

type GappedField = keyof typeof mostCalls;

/**
 * The field by which PostHog would list the experiments without a value first: it sorts nulls first when descending.
 * Null for other orders, and with a status in the filter: then either all experiments have a value or none has.
 */
function gapsFirst(order: Order | null | undefined, status: unknown): GappedField | null {
  if (order?.direction !== 'desc' || status != null) return null;
  return order.field in mostCalls ? (order.field as GappedField) : null;
}

/** The upstream calls of a page, at most. */
export function callsOfPage({ filter, orderBy }: FieldArguments): readonly FieldCall[] {
  const { status } = (filter ?? {}) as { readonly status?: unknown };
  const field = gapsFirst(orderBy as Order | null | undefined, status);
  return [{ operation: 'experiments_list', times: () => (field ? mostCalls[field] : 1) }];
}

export interface OrderedList {
  readonly projectId: string;
  /** The filter, as PostHog's query. */
  readonly query: Query;
  readonly order: Order | null | undefined;
}

/**
 * A page of the experiments of a project, in an order. Experiments without a value of the field come last in both
 * directions. PostHog lists them first when descending; then a page takes 2 calls, and 3 for a start or a duration if
 * it has some of them.
 */
export function readOrderedPage(
  { posthog }: GraphContext,
  { projectId, query, order }: OrderedList,
  window: ConnectionWindow,
): Promise<ConnectionPage<ExperimentRow>> {
  const sign = order?.direction === 'asc' ? '' : '-';
  const ordered = { ...query, ...(order && { order: `${sign}${order.field}` }) };
  const read: ReadWindow = (at, status) =>
    posthog.pages(
      'experiments_list',
      { path: { project_id: projectId }, query: status ? { ...ordered, status } : ordered },
      at,
    );
  const field = gapsFirst(order, query.status);
  if (field === null) return read(window);
  return field === 'end_date' ? endedFirst(read, window) : launchedFirst(read, window);
}

type ReadWindow = (
  window: ConnectionWindow,
  status?: 'draft' | 'stopped',
) => Promise<ConnectionPage<ExperimentRow>>;

/** Exactly the stopped experiments have an end. Among all of them, those without come first, which also counts them. */
async function endedFirst(read: ReadWindow, window: ConnectionWindow) {
  const ended = await read(window, 'stopped');
  const missing = window.limit - ended.results.length;
  const offset = Math.max(0, window.offset - knownCount(ended.count));
  const all = await read({ offset, limit: Math.max(1, missing) });
  const others = all.results.slice(
    0,
    Math.min(missing, knownCount(all.count) - knownCount(ended.count) - offset),
  );
  return { count: all.count, results: [...ended.results, ...others] };
}

/** Exactly the drafts have neither a start nor a duration: the window is moved by their number. */
async function launchedFirst(read: ReadWindow, window: ConnectionWindow) {
  const drafts = knownCount((await read({ offset: 0, limit: 1 }, 'draft')).count);
  const launched = await read({ offset: window.offset + drafts, limit: window.limit });
  const wanted = Math.min(window.limit, Math.max(0, knownCount(launched.count) - window.offset));
  const missing = wanted - launched.results.length;
  if (missing === 0) return launched;
  const offset = Math.max(0, window.offset + drafts - knownCount(launched.count));
  const others = await read({ offset, limit: missing });
  return { count: launched.count, results: [...launched.results, ...others.results] };
}
