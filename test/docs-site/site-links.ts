import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { BASE_PLACEHOLDER } from '../../src/http/base-placeholder.ts';
import type { Place } from '../../src/docs-site/places.ts';

/** An address in the pages of a built site. */
interface Reference {
  readonly page: string;
  readonly address: string;
}

/** What the pages of a built site refer to: links, scripts, styles and images. */
export function referencesIn(folder: URL): Reference[] {
  return htmlFiles(folder).flatMap(({ page, html }) =>
    [...html.matchAll(/\s(?:href|src)="([^"]*)"/g)].map(([, address = '']) => ({
      page,
      address: address.replaceAll('&amp;', '&'),
    })),
  );
}

const htmlFiles = (folder: URL) =>
  globSync('**/*.html', { cwd: fileURLToPath(folder) }).map((page) => ({
    page,
    html: readFileSync(new URL(page, folder), 'utf8'),
  }));

/** The pages of a built site that have a script or a style within them. */
export const pagesWithInlineScript = (folder: URL): string[] =>
  htmlFiles(folder)
    .filter(({ html }) => /<script(?![^>]*\ssrc=)|<style/.test(html))
    .map(({ page }) => page);

/** References that lead to no file of a built site, or to no heading of a page, a sentence for each. */
export function brokenReferences(folder: URL, places: ReadonlyMap<string, Place>): string[] {
  const ids = new Map(
    htmlFiles(folder).map(({ page, html }) => [
      page,
      new Set([...html.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id)),
    ]),
  );
  return referencesIn(folder).flatMap(({ page, address }) => {
    const isOwn = address.startsWith(BASE_PLACEHOLDER) || address.startsWith('#');
    if (!isOwn) return [];
    const [path = '', anchor] = address.replace(BASE_PLACEHOLDER, '').split('#');
    const place = path === '' ? { file: page } : places.get(path);
    const file = place && 'file' in place ? place.file : undefined;
    const hasHeading =
      anchor === undefined || ids.get(file ?? '')?.has(decodeURIComponent(anchor)) === true;
    return file !== undefined && hasHeading ? [] : [`${page} links to ${address}`];
  });
}
