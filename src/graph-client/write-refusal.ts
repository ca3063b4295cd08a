import type { GraphError } from './graph-failure.ts';

/**
 * Whether a write that returned no data certainly was not made. Errors say so if it may have been (docs/errors.md); one
 * without a code, or an unexpected one, knows nothing.
 * @param error the first error of the answer; undefined where there was none
 */
export function wasNotMade(error: GraphError | undefined): boolean {
  const { uncertain, code } = error?.extensions ?? {};
  return uncertain !== true && code !== undefined && code !== 'INTERNAL_SERVER_ERROR';
}
