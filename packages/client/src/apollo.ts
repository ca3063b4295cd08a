import {
  deletions,
  embeddedTypes,
  entityTypes,
  keyedLists,
  lookups,
  pagedFields,
} from './cache-shape.generated.ts';
import { readablePages, withPage, type HeldPages } from './paged-list.ts';
import { withKnownFields } from './value-list.ts';

export { possibleTypes } from './cache-shape.generated.ts';

/**
 * The part of Apollo Client's field policy options that these policies use, declared here to avoid a dependency on it.
 */
interface FieldOptions {
  readonly args: Readonly<Record<string, unknown>> | null;
  readonly toReference: (object: { __typename: string; id: string }) => unknown;
  readonly canRead: (value: Reference) => boolean;
  readonly cache: {
    identify(object: { __typename: string; id: string }): string | undefined;
    evict(options: { id?: string }): boolean;
  };
}

interface Reference {
  readonly __ref: string;
}

type Value = Readonly<Record<string, unknown>>;

interface FieldPolicy {
  keyArgs?: readonly string[];
  // Apollo's types use `any` for cached values too.
  // oxlint-disable-next-line typescript/no-explicit-any
  read?: (held: any, options: FieldOptions) => unknown;
  // oxlint-disable-next-line typescript/no-explicit-any
  merge?: (held: any, incoming: any, options: FieldOptions) => any;
}

interface TypePolicy {
  keyFields?: readonly string[];
  merge?: boolean;
  fields?: Record<string, FieldPolicy>;
}

/** Merges all pages of a connection into one list for each combination of filter and order arguments. */
function paged(keyArgs: readonly string[]): FieldPolicy {
  return {
    keyArgs,
    // Null means that the list could not be read.
    merge: (held: HeldPages | null | undefined, page: HeldPages | null, { args }) =>
      page && withPage(held ?? {}, page, args?.['after'] as string | null | undefined),
    read: (held: HeldPages | null | undefined, { canRead }) =>
      held && readablePages(held, (row) => canRead(row as Reference)),
  };
}

/** Resolves a lookup by `id` from an object that any earlier query has read, without a request. */
function lookedUp(typename: string): FieldPolicy {
  return {
    read(held: unknown, { args, toReference, canRead }) {
      if (held !== undefined || typeof args?.['id'] !== 'string') return held;
      const reference = toReference({ __typename: typename, id: args['id'] });
      return canRead(reference as Reference) ? reference : undefined;
    },
  };
}

function keyedList(key: string): FieldPolicy {
  return {
    merge: (held: readonly Value[] | null | undefined, incoming: readonly Value[] | null) =>
      held && incoming
        ? withKnownFields(
            held,
            incoming,
            (value) => value[key],
            (before, now) => ({ ...before, ...now }),
          )
        : incoming,
  };
}

/** Takes a deleted object out of the cache, and thereby out of the lists that hold it. */
function evicting(typename: string): FieldPolicy {
  return {
    merge(_held: unknown, id: string | null, { cache }) {
      const held = id === null ? undefined : cache.identify({ __typename: typename, id });
      if (held !== undefined) cache.evict({ id: held });
      return id;
    },
  };
}

function policiesOf<Kind>(
  fields: Readonly<Record<string, Kind>> | undefined,
  policy: (kind: Kind) => FieldPolicy,
): [string, FieldPolicy][] {
  return Object.entries(fields ?? {}).map(([name, kind]) => [name, policy(kind)]);
}

function typePolicy(typename: string, identity: TypePolicy): [string, TypePolicy] {
  const fields = [
    ...policiesOf(pagedFields[typename], paged),
    ...policiesOf(keyedLists[typename], keyedList),
    ...policiesOf(deletions[typename], evicting),
    ...policiesOf(typename === 'Query' ? lookups : undefined, lookedUp),
  ];
  return [
    typename,
    { ...identity, ...(fields.length > 0 && { fields: Object.fromEntries(fields) }) },
  ];
}

/**
 * `typePolicies` of Apollo Client's InMemoryCache for this graph: each object is stored once by its
 * globally unique `id`, values without an `id` are merged into the object they belong to, the pages of a
 * connection form one list, a lookup by `id` finds objects that another query has read, and what a mutation deleted,
 * by its `deletedId`, leaves the cache.
 */
export const typePolicies: Record<string, TypePolicy> = Object.fromEntries([
  typePolicy('Query', {}),
  ...entityTypes.map((name) => typePolicy(name, { keyFields: ['id'] })),
  ...embeddedTypes.map((name) => typePolicy(name, { merge: true })),
]);
