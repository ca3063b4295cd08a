import { readFileSync } from 'node:fs';
import { packageFile } from '../package-file.ts';

/** The folder that `npm run web` builds the app into. */
export const appFolder = packageFile('dist/web/');

/** What the build writes: each source file of the app with the file that was made of it. */
const MANIFEST = 'files.json';

interface Built {
  readonly file: string;
  readonly css?: readonly string[];
  readonly assets?: readonly string[];
}

/**
 * The names of the app's files, relative to its folder.
 * @returns undefined when the app is not built
 */
export function readFileNames(folder: URL): readonly string[] | undefined {
  try {
    const manifest = readFileSync(new URL(MANIFEST, folder), 'utf8');
    const built = Object.values(JSON.parse(manifest) as Record<string, Built>);
    const names = built.flatMap(({ file, css = [], assets = [] }) => [file, ...css, ...assets]);
    return [...new Set(names)];
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
