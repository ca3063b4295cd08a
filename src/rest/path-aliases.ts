/** The path prefix of the REST API. */
export const ROOT = '/v1';

const bare = (path: string) => path.replace(/\/$/, '');
const hyphenated = (path: string) => path.replaceAll('_', '-');

/**
 * The REST API's form of an upstream path template: under `/v1`, with hyphens instead of underscores in segments
 * and placeholders, and without a trailing slash.
 */
export function restPath(path: string): string {
  return ROOT + hyphenated(bare(path));
}

/**
 * Every accepted form of a path: the REST API's, and PostHog's with and without `/v1`; all without a trailing slash.
 */
export function pathAliases(path: string): readonly string[] {
  const own = bare(path);
  return [...new Set([ROOT + hyphenated(own), ROOT + own, own])];
}

/** The REST API's name of a path parameter. */
export const restParameter = hyphenated;
