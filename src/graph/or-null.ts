import { PostHogError } from '../posthog/errors.ts';

/**
 * For the batch functions of loaders: a 404 becomes null, any other failure is returned, not thrown,
 * so that it fails its own key and not the whole batch.
 */
export function orNull<T>(call: Promise<T>): Promise<T | null | Error> {
  return call.catch((error: unknown) => {
    if (error instanceof PostHogError && error.kind === 'not-found') return null;
    return asError(error);
  });
}

/** A rejection as a value, for batch functions. */
export function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
