import { embeddedTypes } from './cache-shape.generated.ts';

export { pagedFields } from './cache-shape.generated.ts';

/**
 * `keys` of urql's normalized cache for this graph. Graphcache stores objects by their globally unique `id`
 * by default; types without an `id` are embedded in the object they are read from.
 */
export const keys: Record<string, () => null> = Object.fromEntries(
  embeddedTypes.map((name) => [name, () => null]),
);
