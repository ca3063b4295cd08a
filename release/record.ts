import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { record } from './baseline.ts';
import { pack, publishedFolders } from './tarballs.ts';

// Records what a release promises, as it has been built, for the checks of the next one.

const destination = mkdtempSync(join(tmpdir(), 'packed-'));
try {
  record(publishedFolders.map((folder) => pack(folder, destination)));
} finally {
  rmSync(destination, { recursive: true, force: true });
}
