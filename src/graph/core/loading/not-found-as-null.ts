import { PostHogError } from '../../../posthog/errors/errors.ts';

/**
 * For the batch functions of loaders: a 404 becomes null, any other failure is returned, not thrown,
 * so that it fails its own key and not the whole batch.
 */
export function notFoundAsNull<T>(call: Promise<T>): Promise<T | null | Error> {
  return call.catch((error: unknown) => {
    if (error instanceof PostHogError && error.kind === 'not-found') return null;
    return asError(error);
  });
}

/** A rejection as a value, for batch functions. */
export function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}

/**
 * For fields that give a list of things read one by one: a failure becomes its own item's, also where the
 * read throws at once instead of rejecting, which would leave the rejections before it to nobody. As
 * values they keep their places; of items that reject, the compiled executor drops those at the end.
 */
export function settled<Item, T>(
  items: readonly Item[],
  read: (item: Item) => Promise<T>,
): Promise<T[]> {
  // graphql-js takes an Error in a list for the failure of that item; its types do not say so.
  return Promise.all(
    items.map(async (item) => {
      try {
        return await read(item);
      } catch (error) {
        return asError(error);
      }
    }),
  ) as Promise<T[]>;
}

/** For the loaders behind `nodes`: a failure as a value, so that it stays the failure of its own item. */
export function failingAlone<Args extends readonly unknown[], T>(
  load: (...args: Args) => Promise<T>,
): (...args: Args) => Promise<T> {
  return (...args) => load(...args).catch(asError) as Promise<T>;
}
