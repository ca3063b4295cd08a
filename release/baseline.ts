import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { entryPoints, REPORTS } from './api-reports.ts';
import { root, type Tarball } from './tarballs.ts';

/** Folder of what the last release promised its clients. */
const RELEASED = join(root, 'schema/released');

const CONTRACTS = ['schema.graphql', 'rest.openapi.json', 'mcp.tools.json'];

/** Names of chunks have a hash, and nobody imports them by name. */
const isChunk = (path: string) => /-[\w-]{8}\.(?:js|d\.ts)$/.test(path);

/** The files of a package that somebody may use by their path. */
export const publicFiles = ({ files }: Pick<Tarball, 'files'>): readonly string[] =>
  files.filter((path) => !isChunk(path));

export type FilesByPackage = Readonly<Record<string, readonly string[]>>;

/** The public files of each package of the last release. */
export const releasedFiles = (): FilesByPackage =>
  JSON.parse(readFileSync(join(RELEASED, 'files.json'), 'utf8')) as FilesByPackage;

/** The lines of the TypeScript API of the last release that are no longer in the committed report, by report. */
export function removedFromApi(): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    Object.keys(entryPoints).map((name) => {
      const file = `${name}.api.md`;
      const now = new Set(linesOf(join(root, REPORTS, file)));
      return [name, linesOf(join(RELEASED, file)).filter((line) => !now.has(line))];
    }),
  );
}

/** Lines of code; comments and blank lines promise nothing. A report that did not exist yet has none. */
const linesOf = (path: string) =>
  (existsSync(path) ? readFileSync(path, 'utf8') : '')
    .split('\n')
    .filter((line) => /^\S|^ +\S/.test(line) && !/^\s*(?:\/\/|##|```|>)/.test(line));

/** Records what the packages promise now as that of the last release. */
export function record(tarballs: readonly Tarball[]): void {
  for (const name of CONTRACTS) copyFileSync(join(root, 'schema', name), join(RELEASED, name));
  for (const name of Object.keys(entryPoints))
    copyFileSync(join(root, REPORTS, `${name}.api.md`), join(RELEASED, `${name}.api.md`));
  const files = Object.fromEntries(tarballs.map((one) => [one.name, publicFiles(one)]));
  writeFileSync(join(RELEASED, 'files.json'), `${JSON.stringify(files, null, 2)}\n`);
}
