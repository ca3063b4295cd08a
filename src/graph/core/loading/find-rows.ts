import { MalformedError } from '../../../posthog/errors/errors.ts';
import { withoutList } from './failed-list.ts';
import { readOr } from '../malformed.ts';
import type { ConnectionPage, ConnectionWindow } from '../paging/connection.ts';
import { asError } from './not-found-as-null.ts';

/** From this many wanted rows on, a list is read first: it may contain them all in one call. */
const LIST_FROM = 2;

const PAGE = 100;

export interface RowSource<Wanted, Row> {
  /** A key that identifies a wanted row among the listed ones. */
  readonly nameOf: (wanted: Wanted) => string;
  readonly nameOfRow: (row: Row) => string;
  /** Lists that may contain the rows, the most likely first; together they contain every row. */
  readonly lists: readonly ((window: ConnectionWindow) => Promise<ConnectionPage<Row>>)[];
  /** Reads a single row: null where none exists; a failure is returned, not thrown. */
  readonly one: (wanted: Wanted) => Promise<Row | null | Error>;
}

/**
 * Finds many rows where PostHog has no lookup for a list of ids. Reads pages of lists as long as
 * that takes fewer calls than reading the missing rows one by one. Takes at most the calls of
 * reading one by one plus the first page of each list, and at most as many as the project has
 * pages. When a list fails, the rows that were not found before are answered by `withoutList`.
 * @returns a row, null or a failure for each wanted one, in order
 */
export function findRows<Wanted, Row>(
  wanted: readonly Wanted[],
  source: RowSource<Wanted, Row>,
): Promise<(Row | null | Error)[]> {
  return wanted.length < LIST_FROM
    ? Promise.all(wanted.map(source.one))
    : findInLists(wanted, source);
}

async function findInLists<Wanted, Row>(
  wanted: readonly Wanted[],
  source: RowSource<Wanted, Row>,
): Promise<(Row | null | Error)[]> {
  const found = new Map<string, Row>();
  const isMissing = (one: Wanted) => !found.has(source.nameOf(one));
  let everythingRead = true;
  let failure: Error | undefined;
  const take = ({ results }: ConnectionPage<Row>) => {
    for (const row of results) {
      const name = readOr(() => source.nameOfRow(row), undefined);
      if (name !== undefined) found.set(name, row);
      // It may be any of those that are missing.
      else everythingRead = false;
    }
  };
  for (const list of source.lists) {
    const missing = wanted.filter(isMissing).length;
    if (missing === 0) break;
    if (missing < LIST_FROM) {
      everythingRead = false;
      break;
    }
    const read = await readList(list, take, () => wanted.filter(isMissing).length);
    if (read instanceof Error) {
      failure = read;
      break;
    }
    everythingRead &&= read;
  }
  if (failure) {
    const missing = wanted.filter(isMissing);
    const rows = await withoutList(missing, failure, source.one);
    const answered = new Map(missing.map((one, index) => [one, rows[index]!]));
    return wanted.map((one) => found.get(source.nameOf(one)) ?? answered.get(one) ?? null);
  }
  return Promise.all(
    wanted.map(async (one) => {
      const row = found.get(source.nameOf(one));
      if (row !== undefined) return row;
      return everythingRead ? null : source.one(one);
    }),
  );
}

/** Reads a list page by page while that takes fewer calls; true when the whole list was read, or why a page was not. */
async function readList<Row>(
  list: (window: ConnectionWindow) => Promise<ConnectionPage<Row>>,
  take: (page: ConnectionPage<Row>) => void,
  missing: () => number,
): Promise<boolean | Error> {
  const page = (offset: number) => list({ offset, limit: PAGE }).catch(asError);
  const first = await page(0);
  if (first instanceof Error) return first;
  take(first);
  const { count } = first;
  if (count instanceof MalformedError) return first.results.length < PAGE;
  const pagesLeft = Math.ceil(Math.max(0, count - PAGE) / PAGE);
  if (pagesLeft === 0) return true;
  if (missing() < pagesLeft) return false;
  const rest = await Promise.all(
    Array.from({ length: pagesLeft }, (_page, index) => page((index + 1) * PAGE)),
  );
  for (const one of rest) if (!(one instanceof Error)) take(one);
  return rest.find((one) => one instanceof Error) ?? true;
}
