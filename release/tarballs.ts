import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../', import.meta.url));

/** The packages that a release publishes, by their folders. */
export const publishedFolders = ['.', 'packages/client'] as const;

/** What npm would publish of a package. */
export interface Tarball {
  readonly name: string;
  readonly version: string;
  /** Path of the tarball. */
  readonly path: string;
  /** Paths of its files in the package, in order. */
  readonly files: readonly string[];
  /** Bytes of its files. */
  readonly unpackedSize: number;
}

interface Packed {
  readonly name: string;
  readonly version: string;
  readonly filename: string;
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string }[];
}

/**
 * Packs all published packages for as long as `use` runs.
 * @returns what `use` returns
 */
export function withTarballs<Result>(use: (tarballs: readonly Tarball[]) => Result): Result {
  const destination = mkdtempSync(join(tmpdir(), 'packed-'));
  try {
    return use(publishedFolders.map((folder) => pack(folder, destination)));
  } finally {
    rmSync(destination, { recursive: true, force: true });
  }
}

/** Packs a package as it has been built: no script runs. */
function pack(folder: string, destination: string): Tarball {
  const words = ['pack', '--ignore-scripts', '--json', '--pack-destination', destination];
  const printed = execFileSync('npm', words, { cwd: join(root, folder), encoding: 'utf8' });
  const answer = JSON.parse(printed) as Packed[] | Record<string, Packed>;
  const [{ name, version, filename, files, unpackedSize }] = Object.values(answer) as [Packed];
  const paths = files.map(({ path }) => path).sort();
  return { name, version, path: join(destination, filename), files: paths, unpackedSize };
}
