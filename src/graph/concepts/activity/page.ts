import type { ConnectionWindow } from '../../core/paging/connection.ts';

/** A page of PostHog's activity log, and the position of the requested window in it. */
export interface CoveringPage {
  /** Page number, from 1. */
  readonly page: number;
  readonly limit: number;
  /** Number of rows on the page before the window. */
  readonly skip: number;
}

/**
 * The smallest single page that contains a whole window. PostHog pages the log only at multiples of
 * the page size and sets no upper limit on that size, so such a page always exists. Its excess over
 * the window grows with about the square root of the offset.
 *
 * The page also includes the row before the window. That row is the one the cursor points at, so it
 * exists, and with it the page. PostHog answers a page beyond the end of the log with an error.
 */
export function coveringPage({ offset, limit }: ConnectionWindow): CoveringPage {
  const start = Math.max(0, offset - 1);
  const end = offset + limit;
  let size = end - start;
  while (Math.floor(start / size) !== Math.floor((end - 1) / size)) size += 1;
  const index = Math.floor(start / size);
  return { page: index + 1, limit: size, skip: offset - index * size };
}
