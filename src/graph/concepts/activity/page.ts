import type { ConnectionWindow } from '../../core/paging/connection.ts';

/** A page of PostHog's activity log, and where in it the window lies. */
export interface CoveringPage {
  /** 1 for the first. */
  readonly page: number;
  readonly limit: number;
  /** Rows of the page before the window. */
  readonly skip: number;
}

/**
 * The smallest single page that holds a whole window. PostHog cuts the log at multiples of the page size only and sets
 * no upper bound to the size, so some page always does; it is longer than the window by about the root of the offset.
 *
 * The row before the window is taken along: it is the row of the cursor, so it exists, and so does the page. A page
 * behind the end of the log is an error upstream.
 */
export function coveringPage({ offset, limit }: ConnectionWindow): CoveringPage {
  const start = Math.max(0, offset - 1);
  const end = offset + limit;
  let size = end - start;
  while (Math.floor(start / size) !== Math.floor((end - 1) / size)) size += 1;
  const index = Math.floor(start / size);
  return { page: index + 1, limit: size, skip: offset - index * size };
}
