/** A connection as it is cached: the selected fields, and the positions where its pages end. */
export interface HeldPages {
  readonly nodes?: readonly unknown[] | undefined;
  readonly edges?: readonly HeldEdge[] | undefined;
  readonly pageInfo?: HeldPageInfo | undefined;
  /** Number of cached rows up to each known `endCursor`. Internal to the cache; never part of a query. */
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
 * Appends a page to the earlier ones, whether its rows were selected as `nodes` or `edges`
 * (Apollo's own `relayStylePagination` supports only `edges`). Rows cached from its position on are
 * replaced, unless the page equals the rows already cached there, so that a longer list does not shrink when
 * its first page is read again. A row that moved to the next page between two reads is stored once.
 * @param after the `after` argument of the page; null or undefined for the first page
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
  // A result without rows, such as a count alone, updates the list's fields and is not a page.
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

/** The list without rows that can no longer be read, because their objects were evicted. */
export function readablePages(held: HeldPages, canRead: (row: unknown) => boolean): HeldPages {
  return {
    ...held,
    ...(held.nodes && { nodes: held.nodes.filter(canRead) }),
    ...(held.edges && {
      edges: held.edges.filter(({ node }) => node === undefined || canRead(node)),
    }),
  };
}

/** Inserts rows at their position; `end` is the number of rows up to the last of them. */
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

/** The identity of a row's object: Apollo's cache reference. A row read without its `id` is always distinct. */
function identityOf(row: unknown): unknown {
  const { node, __ref } = (row ?? {}) as { readonly node?: unknown; readonly __ref?: string };
  return node === undefined ? (__ref ?? row) : identityOf(node);
}

function placeBehind(cursor: string, { ends, edges, nodes }: HeldPages): number {
  const edge = edges?.findIndex((one) => one.cursor === cursor) ?? -1;
  return ends?.[cursor] ?? (edge >= 0 ? edge + 1 : (nodes ?? edges ?? []).length);
}

/** `pageInfo` of all pages combined: the start of the first and the end of the last. */
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
