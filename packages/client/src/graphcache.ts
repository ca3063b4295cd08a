import { deletions, embeddedTypes } from './cache-shape.generated.ts';

export { pagedFields } from './cache-shape.generated.ts';

/**
 * `keys` of urql's normalized cache for this graph. Graphcache stores objects by their globally unique `id`
 * by default; types without an `id` are embedded in the object they are read from.
 */
export const keys: Record<string, () => null> = Object.fromEntries(
  embeddedTypes.map((name) => [name, () => null]),
);

/** The part of Graphcache's cache that these updates use, declared here to avoid a dependency on it. */
interface Cache {
  invalidate(object: { __typename: string; id: string }): void;
}

type Update = (parent: Readonly<Record<string, unknown>>, args: unknown, cache: Cache) => void;

/** `updates` of urql's normalized cache: what a mutation deleted, by its `deletedId`, leaves the cache. */
export const updates: Record<string, Record<string, Update>> = Object.fromEntries(
  Object.entries(deletions).map(([payload, fields]) => [
    payload,
    Object.fromEntries(
      Object.entries(fields).map(([field, typename]): [string, Update] => [
        field,
        (parent, _args, cache) => {
          const id = parent[field];
          if (typeof id === 'string') cache.invalidate({ __typename: typename, id });
        },
      ]),
    ),
  ]),
);
