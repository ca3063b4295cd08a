import { readdirSync, statSync } from 'node:fs';
import { basename, join, sep } from 'node:path';

/** Spec files in a directory, at most: a directory with more is probably another one than was meant. */
const MAX_FILES = 2_000;

const isSpecFile = (name: string) => /\.(ya?ml|json)$/i.test(name) && !/^guards\./i.test(name);
const isHidden = (path: string) => path.split(sep).some((part) => part.startsWith('.'));

/** Thrown when a directory of spec files cannot be used, with a message for the user. */
export class SpecDirectoryError extends Error {
  override readonly name = 'SpecDirectoryError';
}

/**
 * The spec files in a directory and the directories in it, sorted: `*.yaml`, `*.yml` and `*.json`. Hidden files and
 * directories are left out, `node_modules` too, and files named `guards.*`, which have guards alone. Links to
 * directories are not followed.
 * @param directory a directory, or one spec file
 * @returns paths that begin with `directory`
 * @throws SpecDirectoryError
 */
export function findSpecFiles(directory: string): readonly string[] {
  try {
    if (statSync(directory).isFile()) return [directory];
    const found = readdirSync(directory, { recursive: true, encoding: 'utf8' })
      .filter((path) => isSpecFile(basename(path)) && !isHidden(path))
      .filter((path) => !path.split(sep).includes('node_modules'))
      .map((path) => join(directory, path))
      .filter((path) => statSync(path).isFile());
    if (found.length === 0)
      throw new SpecDirectoryError(
        `There are no spec files (*.yaml, *.yml, *.json) in ${directory}.`,
      );
    if (found.length > MAX_FILES)
      throw new SpecDirectoryError(
        `There are ${found.length} YAML and JSON files in ${directory}, more than ${MAX_FILES}.`,
      );
    return found.toSorted();
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    const { code, path = directory } = error as NodeJS.ErrnoException;
    throw new SpecDirectoryError(`Cannot read ${path} (${code}).`, { cause: error });
  }
}
