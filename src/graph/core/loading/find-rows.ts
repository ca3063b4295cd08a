import type { ConnectionPage, ConnectionWindow } from '../paging/connection.ts';

/** From how many wanted rows on a list is read instead of each row: it may hold them all in one call. */
const LIST_FROM = 2;

const PAGE = 100;

export interface RowSource<Wanted, Row> {
  /** What a wanted row and a listed row have in common. */
  readonly nameOf: (wanted: Wanted) => string;
  readonly nameOfRow: (row: Row) => string;
  /** Lists that may hold the rows, the likeliest first; together they hold all there are. */
  readonly lists: readonly ((window: ConnectionWindow) => Promise<ConnectionPage<Row>>)[];
  /** One row by itself: null where there is none, a failure returned. */
  readonly one: (wanted: Wanted) => Promise<Row | null | Error>;
}

/**
 * Finds many rows where PostHog takes no list of ids: by reading lists as long as that is cheaper than
 * reading what is still missing one by one, counted in calls. Never more calls than one by one plus the
 * first page of each list, and never more than the project has pages.
 * @returns a row, null or a failure for each wanted one, in order
 */
export async function findRows<Wanted, Row>(
  wanted: readonly Wanted[],
  source: RowSource<Wanted, Row>,
): Promise<(Row | null | Error)[]> {
  if (wanted.length < LIST_FROM) return Promise.all(wanted.map(source.one));
  const found = new Map<string, Row>();
  const isMissing = (one: Wanted) => !found.has(source.nameOf(one));
  const take = ({ results }: ConnectionPage<Row>) => {
    for (const row of results) found.set(source.nameOfRow(row), row);
  };
  let everythingRead = true;
  for (const list of source.lists) {
    const missing = wanted.filter(isMissing).length;
    if (missing === 0) break;
    if (missing < LIST_FROM) {
      everythingRead = false;
      break;
    }
    const isWholeList = await readList(list, take, () => wanted.filter(isMissing).length);
    everythingRead &&= isWholeList;
  }
  return Promise.all(
    wanted.map(async (one) => {
      const row = found.get(source.nameOf(one));
      if (row !== undefined) return row;
      return everythingRead ? null : source.one(one);
    }),
  );
}

/** Reads a list page by page while that is the cheaper way; true when it was read to its end. */
async function readList<Row>(
  list: (window: ConnectionWindow) => Promise<ConnectionPage<Row>>,
  take: (page: ConnectionPage<Row>) => void,
  missing: () => number,
): Promise<boolean> {
  let first: ConnectionPage<Row>;
  try {
    first = await list({ offset: 0, limit: PAGE });
  } catch {
    // Each row is then asked for by itself, and says itself why it failed.
    return false;
  }
  take(first);
  const pagesLeft = Math.ceil(Math.max(0, first.count - PAGE) / PAGE);
  if (pagesLeft === 0) return true;
  if (missing() < pagesLeft) return false;
  const offsets = Array.from({ length: pagesLeft }, (_page, index) => (index + 1) * PAGE);
  const rest = await Promise.all(
    offsets.map((offset) => list({ offset, limit: PAGE }).catch(() => null)),
  );
  for (const page of rest) if (page) take(page);
  return !rest.includes(null);
}
