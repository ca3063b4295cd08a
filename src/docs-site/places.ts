import { readFileSync } from 'node:fs';
import { packageFile } from '../package-file.ts';

/** The address of the documentation. */
export const DOCS_PATH = '/docs';

/** The folder that `npm run docs` builds the site into. */
export const siteFolder = packageFile('dist/docs/');

/** The names of the site's files, relative to its folder; the build writes it there. */
export const FILE_LIST = 'files.json';

/** The page for addresses that do not exist. */
export const NOT_FOUND_FILE = '404.html';

/** What an address below `/docs` has: a file of the site, another address that is relative to it, or the page of a site that is not built. */
export type Place =
  { readonly file: string } | { readonly redirect: string } | { readonly isNotBuilt: true };

/**
 * All addresses of the documentation, by path.
 * @param folder the folder of the built site
 */
export function readPlaces(folder: URL): ReadonlyMap<string, Place> {
  const files = readFileList(folder);
  const places: readonly Entry[] = files
    ? files.flatMap(placesOf)
    : [[`${DOCS_PATH}/`, { isNotBuilt: true }]];
  return new Map<string, Place>([[DOCS_PATH, { redirect: `.${DOCS_PATH}/` }], ...places]);
}

/** Undefined when the site is not built. */
function readFileList(folder: URL): readonly string[] | undefined {
  try {
    return JSON.parse(readFileSync(new URL(FILE_LIST, folder), 'utf8')) as string[];
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

type Entry = readonly [path: string, place: Place];

/** The address of a file; for a page also the same one with or without a slash, which leads there. */
function placesOf(file: string): Entry[] {
  const place = { file };
  if (file === NOT_FOUND_FILE) return [];
  if (!file.endsWith('.html')) return [[`${DOCS_PATH}/${file}`, place]];
  if (file === 'index.html') return [[`${DOCS_PATH}/`, place]];
  const path = `${DOCS_PATH}/${file.replace(/(?:\/index)?\.html$/, '')}`;
  const name = path.slice(path.lastIndexOf('/') + 1);
  return file.endsWith('/index.html')
    ? [
        [`${path}/`, place],
        [path, { redirect: `./${name}/` }],
      ]
    : [
        [path, place],
        [`${path}/`, { redirect: `../${name}` }],
      ];
}
