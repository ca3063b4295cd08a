import type { SandboxRequest } from '../model/route.ts';

export interface OffsetPage<Row> {
  count: number;
  next: string | null;
  previous: string | null;
  results: Row[];
}

const DEFAULT_LIMIT = 100;

/**
 * DRF's limit/offset page: links are absolute and include the other parameters; invalid numbers are
 * ignored (docs/posthog/pagination.md#limit-and-offset).
 */
export function paginate<Row, Wire>(
  request: Pick<SandboxRequest, 'query' | 'url'>,
  rows: readonly Row[],
  wire: (row: Row) => Wire,
): OffsetPage<Wire> {
  const limit = positive(request.query.get('limit'), 1) ?? DEFAULT_LIMIT;
  const offset = positive(request.query.get('offset'), 0) ?? 0;
  return {
    count: rows.length,
    next: offset + limit < rows.length ? link(request.url, limit, offset + limit) : null,
    previous: offset > 0 ? link(request.url, limit, offset - limit) : null,
    results: rows.slice(offset, offset + limit).map((row) => wire(row)),
  };
}

function positive(text: string | null, least: number): number | null {
  if (text === null || !/^\s*\+?\d+\s*$/.test(text)) return null;
  const value = Number(text);
  return value >= least ? value : null;
}

function link(url: URL, limit: number, offset: number): string {
  const target = new URL(url);
  target.searchParams.set('limit', String(limit));
  if (offset > 0) target.searchParams.set('offset', String(offset));
  else target.searchParams.delete('offset');
  return target.href;
}
