import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { codeOf } from './files.ts';

/**
 * Creates a directory, and what is missing above it, for its owner alone (0700). Does nothing if it exists. Not by
 * `recursive`, with which Node never ends where the directory above exists and takes none, as below `/proc`
 * (seen with Node 24.21).
 * @throws NodeJS.ErrnoException
 */
export async function makeDirectory(path: string, hasParent = false): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EEXIST' && (await stat(path)).isDirectory()) return;
    if (code !== 'ENOENT' || hasParent) throw error;
    await makeDirectory(dirname(path));
    await makeDirectory(path, true);
  }
}
