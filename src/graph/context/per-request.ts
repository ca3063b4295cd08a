import type { GraphContext } from './context.ts';

/**
 * Creates a value once per GraphQL request, on first use; it is released with the request. This
 * keeps the context small: each concept defines its own loader.
 */
export function perRequest<T>(make: (context: GraphContext) => T): (context: GraphContext) => T {
  return (context) => {
    // Stored in the context instead of a module-level WeakMap: entries of a WeakMap that has
    // reached the old generation survive minor garbage collections, and a loader retains everything
    // the request read.
    let value = context.memo.get(make) as T | undefined;
    if (value === undefined) {
      value = make(context);
      context.memo.set(make, value);
    }
    return value;
  };
}
