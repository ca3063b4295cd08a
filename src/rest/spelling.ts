/** Where this door's own addresses begin. */
export const ROOT = '/v1';

const hyphenated = (path: string) => path.replaceAll('_', '-');

/**
 * An upstream path template as this door spells it: under `/v1`, hyphens for underscores in segments
 * and placeholders, no slash at the end.
 */
export function doorPath(path: string): string {
  return ROOT + hyphenated(path).replace(/\/$/, '');
}

/** Every way a path template is answered: this door's spelling, and the upstream's with and without `/v1`. */
export function spellings(path: string): readonly string[] {
  return [...new Set([doorPath(path), ROOT + path, path])];
}

/** The name of a placeholder as this door writes it. */
export const doorParameter = hyphenated;
