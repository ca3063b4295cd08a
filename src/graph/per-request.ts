import type { GraphContext } from './context.ts';

/**
 * Makes something once per GraphQL request, on first use, and forgets it with the request.
 * This keeps the context lean: a concept's loader lives with the concept.
 */
export function perRequest<T>(make: (context: GraphContext) => T): (context: GraphContext) => T {
  const made = new WeakMap<GraphContext, T>();
  return (context) => {
    let value = made.get(context);
    if (value === undefined) {
      value = make(context);
      made.set(context, value);
    }
    return value;
  };
}
