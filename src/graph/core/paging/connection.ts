import type { ArgBuilder, ObjectRef } from '@pothos/core';
import { MalformedError } from '../../../posthog/errors/errors.ts';
import { knownCount, type FetchedRows } from '../../../posthog/http/pages.ts';
import { builder, type Types } from '../builder.ts';
import { inputError } from '../input-error.ts';
import { asValue } from '../malformed.ts';

export const DEFAULT_PAGE = 25;
const MAX_PAGE = 100;
/** As many pages of PostHog's as anybody reads at the same time. */
const MAX_PAGE_CURSORS = 100;
/** Characters; a cursor of this API has at most 22, and longer text is not decoded. */
const MAX_CURSOR = 100;

/** Arguments of every connection. PostHog pages by limit and offset, so paging is forward only. */
export interface PageArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

export interface ConnectionWindow {
  readonly offset: number;
  readonly limit: number;
}

/** A page of PostHog's list endpoints: the rows of a window and the total number of rows. */
export type ConnectionPage<Row> = FetchedRows<Row>;

/** What a connection field resolves to. */
export interface OffsetConnection<Node> {
  /** Rows of a page, as the caller asked for. */
  readonly limit: number;
  /** The error where PostHog's answer does not say it. */
  readonly totalCount: FetchedRows<Node>['count'];
  readonly edges: { cursor: string; node: Node }[];
  readonly pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
}

function encodeCursor(offset: number): string {
  return Buffer.from(`offset:${offset}`).toString('base64url');
}

function decodeCursor(cursor: string): number {
  const text = cursor.length > MAX_CURSOR ? '' : Buffer.from(cursor, 'base64url').toString();
  const match = /^offset:(\d{1,9})$/.exec(text);
  if (!match) throw inputError('`after` is not a cursor issued by this API.', 'after');
  return Number(match[1]);
}

/**
 * Converts `first` and `after` to a limit/offset window.
 * @throws GraphQLError PAGE_OUT_OF_RANGE when `first` is below 1 or above 100, BAD_USER_INPUT for a
 * cursor that is not from this API.
 */
export function connectionWindow({ first, after }: PageArguments): ConnectionWindow {
  const limit = first ?? DEFAULT_PAGE;
  if (limit < 1 || limit > MAX_PAGE) {
    throw inputError(
      `\`first\` must be from 1 to ${MAX_PAGE}, not ${limit}. Use \`after\` to get the next page.`,
      'first',
      'PAGE_OUT_OF_RANGE',
    );
  }
  return { limit, offset: after == null ? 0 : decodeCursor(after) + 1 };
}

/**
 * Converts a page of PostHog's rows to a connection, creating a node for each row; a row that cannot be a node fails
 * alone. Where PostHog does not say how many rows there are, a full page is taken to have a next one.
 */
export function toConnection<Row, Node>(
  window: ConnectionWindow,
  page: ConnectionPage<Row>,
  toNode: (row: Row) => Node,
): OffsetConnection<Node> {
  const edges = page.results.map((row, index) => ({
    cursor: encodeCursor(window.offset + index),
    node: asValue(() => toNode(row)),
  }));
  const end = window.offset + edges.length;
  const hasMore =
    page.count instanceof MalformedError ? edges.length === window.limit : end < page.count;
  return {
    limit: window.limit,
    totalCount: page.count,
    edges,
    pageInfo: {
      hasNextPage: hasMore,
      hasPreviousPage: window.offset > 0 && page.count !== 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

function pageCursors<Node>({ limit, totalCount }: OffsetConnection<Node>): string[] {
  if (totalCount instanceof MalformedError) return [];
  const pages = Math.min(Math.ceil(totalCount / limit) - 1, MAX_PAGE_CURSORS);
  return Array.from({ length: Math.max(0, pages) }, (_, page) =>
    encodeCursor((page + 1) * limit - 1),
  );
}

/**
 * Declares `<name>Connection` and `<name>Edge` for a node type.
 * @param plural what the descriptions call the rows, such as "experiments"
 */
export function connectionOf<Node>(ref: ObjectRef<Types, Node>, name: string, plural: string) {
  const edge = builder.edgeObject({
    type: ref,
    name: `${name}Edge`,
    description: `An edge in a list of ${plural}: the item and its cursor.`,
    nodeNullable: false,
  });
  const connection = builder.connectionObject(
    {
      type: ref,
      name: `${name}Connection`,
      description: `A page of ${plural}.`,
      edgesNullable: false,
    },
    edge,
  );
  builder.objectField(connection, 'totalCount', (t) =>
    t.int({
      description: `Total number of ${plural}, over all pages. Free.`,
      resolve: (page) => knownCount((page as unknown as OffsetConnection<Node>).totalCount),
    }),
  );
  builder.objectField(connection, 'pageCursors', (t) =>
    t.stringList({
      description: `The \`after\` of each page but the first, for pages of the size that \`first\` gives: with them, several pages can be read at the same time. At most ${MAX_PAGE_CURSORS}; empty if PostHog does not say how many ${plural} there are. Free.`,
      resolve: (page) => pageCursors(page as unknown as OffsetConnection<Node>),
    }),
  );
  return connection as unknown as ObjectRef<Types, OffsetConnection<Node>>;
}

/** The `first` and `after` arguments with their descriptions. */
export function pageArguments(arg: ArgBuilder<Types>) {
  return {
    first: arg.int({
      description: `Number of items to return, from 1 to ${MAX_PAGE}. Defaults to ${DEFAULT_PAGE}.`,
    }),
    after: arg.string({
      description: 'Return the items after this cursor, the `endCursor` of the previous page.',
    }),
  };
}
