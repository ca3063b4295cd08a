/** The path prefix of the REST API. */
export const ROOT = '/v1';

const bare = (path: string) => path.replace(/\/$/, '');
const hyphenated = (path: string) => path.replaceAll('_', '-');

/**
 * An upstream path template as the REST API spells it: under `/v1`, hyphens for underscores in segments
 * and placeholders, no slash at the end.
 */
export function restPath(path: string): string {
  return ROOT + hyphenated(bare(path));
}

/** Every spelling of an address that is answered: the REST API's, and PostHog's with and without `/v1`; without a slash at the end. */
export function pathAliases(path: string): readonly string[] {
  const own = bare(path);
  return [...new Set([ROOT + hyphenated(own), ROOT + own, own])];
}

/** The name of a path parameter as the REST API spells it. */
export const restParameter = hyphenated;
