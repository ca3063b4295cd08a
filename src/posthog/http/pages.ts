/** PostHog's default page size; PostHog is slow with more than a hundred rows at once. */
const pageSize = 100;

export interface FetchedRows<Row> {
  readonly count: number;
  readonly results: readonly Row[];
}

/** Reads one page. `limit` is at least 1, since PostHog treats 0 as "not given". */
export type ReadPage<Row> = (offset: number, limit: number) => Promise<FetchedRows<Row>>;

/**
 * Reads `limit` rows from `offset` on (`Infinity`: to the end) in pages of at most 100. The first page shows the total
 * number of rows and the server's page size; the other pages are read concurrently.
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
