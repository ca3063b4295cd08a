/** Where this door's own addresses begin. */
export const ROOT = '/v1';

const bare = (path: string) => path.replace(/\/$/, '');
const hyphenated = (path: string) => path.replaceAll('_', '-');

/**
 * An upstream path template as this door spells it: under `/v1`, hyphens for underscores in segments
 * and placeholders, no slash at the end.
 */
export function restPath(path: string): string {
  return ROOT + hyphenated(bare(path));
}

/** Every way an address is answered: this door's spelling, and the upstream's with and without `/v1`; without a slash at the end. */
export function pathAliases(path: string): readonly string[] {
  const own = bare(path);
  return [...new Set([ROOT + hyphenated(own), ROOT + own, own])];
}

/** The name of a placeholder as this door writes it. */
export const restParameter = hyphenated;
