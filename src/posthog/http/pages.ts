/** PostHog's default page; asking for more than a hundred rows at once is slow there. */
const pageSize = 100;

export interface FetchedRows<Row> {
  readonly count: number;
  readonly results: readonly Row[];
}

/** Reads one page. `limit` is at least 1: PostHog takes 0 for "not given". */
export type ReadPage<Row> = (offset: number, limit: number) => Promise<FetchedRows<Row>>;

/**
 * Fills a window of `limit` rows from `offset` on (`Infinity`: to the end) from pages of at most 100.
 * The first page tells how many rows there are and how many the server gives at once; the rest are read together.
 */
export async function readPages<Row>(
  readPage: ReadPage<Row>,
  offset: number,
  limit: number,
): Promise<FetchedRows<Row>> {
  const first = await readPage(offset, Math.max(1, Math.min(limit, pageSize)));
  const end = Math.min(offset + limit, first.count);
  const step = first.results.length;
  const rest: Promise<FetchedRows<Row>>[] = [];
  if (step > 0)
    for (let at = offset + step; at < end; at += step)
      rest.push(readPage(at, Math.min(step, end - at)));
  const pages = [first, ...(await Promise.all(rest))];
  const results = pages.flatMap((page) => page.results).slice(0, limit);
  return { count: first.count, results };
}
