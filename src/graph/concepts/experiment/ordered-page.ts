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
const mostCalls = { start_date: 3, duration: 3, end_date: 6 } as const;

type GappedField = keyof typeof mostCalls;

/**
 * The field by which PostHog would list the experiments without a value first: it sorts nulls first when descending.
 * Null for other orders, and with a status in the filter of whose experiments either all have a value or none has.
 */
function gapsFirst(order: Order | null | undefined, status: unknown): GappedField | null {
  if (order?.direction !== 'desc' || !(order.field in mostCalls)) return null;
  const field = order.field as GappedField;
  const isMixed = status == null || (status === 'draft' && field === 'end_date');
  return isMixed ? field : null;
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
 * directions. PostHog lists them first when descending; then a page takes 2 or 3 calls, and up to 6 for an end if some
 * drafts have one.
 */
export function readOrderedPage(
  { posthog }: GraphContext,
  { projectId, query, order }: OrderedList,
  window: ConnectionWindow,
): Promise<ConnectionPage<ExperimentRow>> {
  const field = gapsFirst(order, query.status);
  const read: ReadWindow = (at, { status, ascending = order?.direction === 'asc' } = {}) =>
    posthog.pages(
      'experiments_list',
      {
        path: { project_id: projectId },
        query: {
          ...query,
          ...(order && { order: `${ascending ? '' : '-'}${order.field}` }),
          ...(status && { status }),
        },
      },
      at,
    );
  if (field === null) return read(window);
  return field === 'end_date'
    ? endedFirst(read, window, query.status)
    : launchedFirst(read, window);
}

interface Part {
  /** Replaces the status of the filter. */
  readonly status?: 'draft' | 'stopped';
  /** Replaces the direction of the order. */
  readonly ascending?: boolean;
}

type Page = ConnectionPage<ExperimentRow>;
type ReadWindow = (window: ConnectionWindow, part?: Part) => Promise<Page>;

/**
 * All stopped experiments have an end, and so have drafts that were given one: PostHog accepts an end without a start.
 * Hardly any project has such drafts, so that asking for the first of them is usually all that is spent on them.
 * @param status that of the filter; undefined for none
 */
async function endedFirst(read: ReadWindow, window: ConnectionWindow, status: Query['status']) {
  const [page, firstDraft] = await Promise.all([
    read(window, status ? {} : { status: 'stopped' }),
    read({ offset: 0, limit: 1 }, { status: 'draft', ascending: true }),
  ]);
  if (!firstDraft.results.some(hasEnd)) return status ? page : withOthers(read, window, page);
  const ended = (status ? 0 : knownCount(page.count)) + (await draftsWithEnd(read));
  const { count } = status ? page : await read({ offset: 0, limit: 1 });
  return pastGaps(read, window, knownCount(count) - ended);
}

const hasEnd = ({ end_date: end }: ExperimentRow) => end != null;

const DRAFTS_AT_ONCE = 100;

/** How many drafts have an end; in ascending order they come before the others. */
async function draftsWithEnd(read: ReadWindow): Promise<number> {
  for (let offset = 0; ; offset += DRAFTS_AT_ONCE) {
    const at = { offset, limit: DRAFTS_AT_ONCE };
    const { results } = await read(at, { status: 'draft', ascending: true });
    const found = results.filter(hasEnd).length;
    if (found < DRAFTS_AT_ONCE) return offset + found;
  }
}

/** Adds those without an end to a page of stopped experiments. Among all experiments they come first, which also counts them. */
async function withOthers(read: ReadWindow, window: ConnectionWindow, stopped: Page) {
  const missing = window.limit - stopped.results.length;
  const offset = Math.max(0, window.offset - knownCount(stopped.count));
  const all = await read({ offset, limit: Math.max(1, missing) });
  const others = all.results.slice(
    0,
    Math.min(missing, knownCount(all.count) - knownCount(stopped.count) - offset),
  );
  return { count: all.count, results: [...stopped.results, ...others] };
}

/** Exactly the drafts have neither a start nor a duration. */
async function launchedFirst(read: ReadWindow, window: ConnectionWindow) {
  const drafts = await read({ offset: 0, limit: 1 }, { status: 'draft' });
  return pastGaps(read, window, knownCount(drafts.count));
}

/** A page of the list with its first rows, which have no value, moved to its end: the window is moved by their number. */
async function pastGaps(read: ReadWindow, window: ConnectionWindow, gaps: number) {
  const valued = await read({ offset: window.offset + gaps, limit: window.limit });
  const wanted = Math.min(window.limit, Math.max(0, knownCount(valued.count) - window.offset));
  const missing = wanted - valued.results.length;
  if (missing === 0) return valued;
  const offset = Math.max(0, window.offset + gaps - knownCount(valued.count));
  const others = await read({ offset, limit: missing });
  return { count: valued.count, results: [...valued.results, ...others.results] };
}
