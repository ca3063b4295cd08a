import { createRequire } from 'node:module';
import { packageOf, type InstalledPackage } from './packages.ts';

/** The bundler adds functions of its own to what it bundles. */
const bundler = createRequire(import.meta.url).resolve('rolldown');
const fileOf = (id: string) => id.replace(/^\0/, '').split('?')[0] ?? id;

/** A package's name, version and licence in one line, which no other package has. */
export const titleOf = ({ name, version, licence }: InstalledPackage) =>
  `${name} ${version} (${licence})`;

/**
 * The packages that the output has code of, in the order of their names.
 * @param moduleIds the modules that were read: one may be gone from the output that a constant of it was put into
 * @param copied folders of packages whose files are published without being bundled
 */
export function publishedPackages(
  moduleIds: Iterable<string>,
  copied: readonly string[],
): InstalledPackage[] {
  const byTitle = new Map<string, InstalledPackage>();
  for (const file of [...[...moduleIds].map(fileOf), bundler, ...copied]) {
    const found = packageOf(file);
    if (found) byTitle.set(titleOf(found), found);
  }
  return [...byTitle].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, found]) => found);
}
