/** A connection as a cache holds it: whatever was asked for of it, and where its pages end. */
export interface HeldPages {
  readonly nodes?: readonly unknown[] | undefined;
  readonly edges?: readonly HeldEdge[] | undefined;
  readonly pageInfo?: HeldPageInfo | undefined;
  /** How many rows are held up to each `endCursor` met. The cache's own: nobody asks for it. */
  readonly ends?: Readonly<Record<string, number>> | undefined;
}

interface HeldEdge {
  readonly cursor?: string;
  readonly node?: unknown;
}

interface HeldPageInfo {
  readonly startCursor?: string | null;
  readonly endCursor?: string | null;
  readonly hasPreviousPage?: boolean;
  readonly hasNextPage?: boolean;
}

/**
 * Puts a page behind the pages before it, whether its rows were asked for as `nodes` or as `edges`
 * (Apollo's own `relayStylePagination` knows `edges` only). What was held from its place on gives
 * way, unless the page is what was held there already: so a longer list does not shrink when its
 * first page is read again. A row that moved to the next page between two reads is held once.
 * @param after the argument the page was read with; null or undefined for the first page
 */
export function withPage(
  held: HeldPages,
  page: HeldPages,
  after: string | null | undefined,
): HeldPages {
  const start = after == null ? 0 : placeBehind(after, held);
  const goesOn = page.pageInfo?.hasNextPage !== false;
  const nodes = page.nodes && placed(held.nodes ?? [], page.nodes, start, goesOn);
  const edges = page.edges && placed(held.edges ?? [], page.edges, start, goesOn);
  const list = nodes ?? edges;
  // A count, say, asked for without rows is news about the list, and no page of it.
  const keepsRest = list === undefined ? held.pageInfo !== undefined : list.rows.length > list.end;
  return {
    ...held,
    ...page,
    ...(nodes && { nodes: nodes.rows }),
    ...(edges && { edges: edges.rows }),
    ...(keepsRest
      ? { pageInfo: held.pageInfo, ends: held.ends }
      : {
          pageInfo: extended(held, page, start),
          ends: withEnd(held, page, start, list?.end ?? 0),
        }),
  };
}

/** The list without the rows that cannot be read any more: evicted objects leave their lists. */
export function readablePages(held: HeldPages, canRead: (row: unknown) => boolean): HeldPages {
  return {
    ...held,
    ...(held.nodes && { nodes: held.nodes.filter(canRead) }),
    ...(held.edges && {
      edges: held.edges.filter(({ node }) => node === undefined || canRead(node)),
    }),
  };
}

/** Puts rows at their place; `end` is how many rows there are up to the last of them. */
function placed<Row>(held: readonly Row[], page: readonly Row[], start: number, goesOn: boolean) {
  const before = held.slice(0, start);
  const known = new Set(before.map(identityOf));
  const own = page.filter((row) => !known.has(identityOf(row)));
  const end = before.length + own.length;
  const isHeldAlready = own.every(
    (row, index) => identityOf(row) === identityOf(held[start + index]),
  );
  return { end, rows: [...before, ...own, ...(goesOn && isHeldAlready ? held.slice(end) : [])] };
}

/** The object of a row, as Apollo's cache refers to it; a row read without its `id` is like no other. */
function identityOf(row: unknown): unknown {
  const { node, __ref } = (row ?? {}) as { readonly node?: unknown; readonly __ref?: string };
  return node === undefined ? (__ref ?? row) : identityOf(node);
}

function placeBehind(cursor: string, { ends, edges, nodes }: HeldPages): number {
  const edge = edges?.findIndex((one) => one.cursor === cursor) ?? -1;
  return ends?.[cursor] ?? (edge >= 0 ? edge + 1 : (nodes ?? edges ?? []).length);
}

/** `pageInfo` of all pages together: the beginning of the first, the end of the last. */
function extended({ pageInfo: first }: HeldPages, { pageInfo: last }: HeldPages, start: number) {
  if (start === 0 || !first || !last) return last;
  const { startCursor, hasPreviousPage } = first;
  return {
    ...last,
    ...(startCursor !== undefined && { startCursor }),
    ...(hasPreviousPage !== undefined && { hasPreviousPage }),
  };
}

function withEnd({ ends }: HeldPages, { pageInfo }: HeldPages, start: number, end: number) {
  const cursor = pageInfo?.endCursor;
  return { ...(start > 0 && ends), ...(cursor != null && { [cursor]: end }) };
}
