import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The root of the repository, with a slash at the end. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** The text of a file of the repository, by its path from the root. */
export const read = (path: string): string => readFileSync(`${root}${path}`, 'utf8');

/** Paths of the files of the repository that match a pattern, from the root, in alphabetical order. */
export const filesOf = (pattern: string): string[] => globSync(pattern, { cwd: root }).sort();
