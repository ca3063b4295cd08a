import type { GraphContext } from './context.ts';

/**
 * Makes something once per GraphQL request, on first use, and forgets it with the request.
 * This keeps the context lean: a concept's loader lives with the concept.
 */
export function perRequest<T>(make: (context: GraphContext) => T): (context: GraphContext) => T {
  return (context) => {
    // In the context, and not in a WeakMap beside it: what an old WeakMap holds outlives every quick
    // collection, and with a loader everything the request read.
    let value = context.memo.get(make) as T | undefined;
    if (value === undefined) {
      value = make(context);
      context.memo.set(make, value);
    }
    return value;
  };
}
