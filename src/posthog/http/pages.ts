import { MalformedError } from '../errors/errors.ts';

/** PostHog's default page size; PostHog is slow with more than a hundred rows at once. */
const pageSize = 100;

export interface FetchedRows<Row> {
  /** Total number of rows in the list; the error where PostHog's answer does not say it. */
  readonly count: number | MalformedError;
  readonly results: readonly Row[];
}

/** Reads one page. `limit` is at least 1, since PostHog treats 0 as "not given". */
export type ReadPage<Row> = (offset: number, limit: number) => Promise<FetchedRows<Row>>;

/** A page as it was decoded: reading a `count` that does not fit throws a `MalformedError`. */
export interface DecodedPage<Row> {
  readonly count: number;
  readonly results: readonly Row[];
}

/** Reads the `count` of a page, so that the page can be copied. */
export function toFetchedRows<Row>(page: DecodedPage<Row>): FetchedRows<Row> {
  const { results } = page;
  try {
    return { count: page.count, results };
  } catch (error) {
    if (error instanceof MalformedError) return { count: error, results };
    throw error;
  }
}

/** @throws MalformedError where PostHog's answer does not say how many rows the list has */
export function knownCount(count: FetchedRows<unknown>['count']): number {
  if (count instanceof MalformedError) throw count;
  return count;
}

/**
 * Reads `limit` rows from `offset` on (`Infinity`: to the end) in pages of at most 100. The first page shows the total
 * number of rows and the server's page size; the other pages are read concurrently, or one after the other up to the
 * first that is not full where the number is not known.
 */
export async function readPages<Row>(
  readPage: ReadPage<Row>,
  offset: number,
  limit: number,
): Promise<FetchedRows<Row>> {
  const first = await readPage(offset, Math.max(1, Math.min(limit, pageSize)));
  const step = first.results.length;
  const { count } = first;
  if (count instanceof MalformedError) return readOneByOne(readPage, first, offset, limit);
  const end = Math.min(offset + limit, count);
  const rest: Promise<FetchedRows<Row>>[] = [];
  if (step > 0)
    for (let at = offset + step; at < end; at += step)
      rest.push(readPage(at, Math.min(step, end - at)));
  const pages = [first, ...(await Promise.all(rest))];
  const results = pages.flatMap((page) => page.results).slice(0, limit);
  return { count, results };
}

async function readOneByOne<Row>(
  readPage: ReadPage<Row>,
  first: FetchedRows<Row>,
  offset: number,
  limit: number,
): Promise<FetchedRows<Row>> {
  const step = first.results.length;
  const results = [...first.results];
  let isFull = step > 0;
  while (isFull && results.length < limit) {
    const wanted = Math.min(step, limit - results.length);
    const page = await readPage(offset + results.length, wanted);
    isFull = page.results.length === step;
    results.push(...page.results);
  }
  return { count: first.count, results: results.slice(0, limit) };
}
