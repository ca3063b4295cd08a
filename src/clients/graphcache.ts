import { embeddedTypes } from './cache-shape.generated.ts';

export { pagedFields } from './cache-shape.generated.ts';

/**
 * `keys` of urql's normalised cache for this graph. Objects are held by their globally unique `id`,
 * which graphcache does unasked; types without one are values of the object they are read from.
 */
export const keys: Record<string, () => null> = Object.fromEntries(
  embeddedTypes.map((name) => [name, () => null]),
);
