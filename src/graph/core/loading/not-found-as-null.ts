import { PostHogError } from '../../../posthog/errors/errors.ts';

/**
 * For batch functions of loaders: a 404 becomes null; any other failure is returned, not thrown, so
 * that it fails its own key and not the whole batch.
 */
export function notFoundAsNull<T>(call: Promise<T>): Promise<T | null | Error> {
  return call.catch((error: unknown) => {
    if (error instanceof PostHogError && error.kind === 'not-found') return null;
    return asError(error);
  });
}

/** Converts a rejection reason to an Error value, for batch functions. */
export function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}

/**
 * For fields that return a list whose items are read one by one: each failure becomes the error of
 * its own item. This includes a read that throws synchronously, which would otherwise leave the
 * pending items before it as unhandled rejections. Failures are values because the compiled
 * executor drops rejected items at the end of a list.
 */
export function settled<Item, T>(
  items: readonly Item[],
  read: (item: Item) => Promise<T>,
): Promise<T[]> {
  // graphql-js treats an Error in a list as the failure of that item; its types do not express
  // this.
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

/**
 * For the loaders behind `nodes`: returns a failure as a value, so that it fails its own item only.
 */
export function failingAlone<Args extends readonly unknown[], T>(
  load: (...args: Args) => Promise<T>,
): (...args: Args) => Promise<T> {
  return (...args) => load(...args).catch(asError) as Promise<T>;
}
