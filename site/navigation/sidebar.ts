import type { DefaultTheme } from 'vitepress';
import { titleOf, type Page } from '../pages/page.ts';
import { OTHERS, sections } from './order.ts';

type Item = DefaultTheme.SidebarItem;

/** The pages that are named in the order of the navigation, by their rank. */
const ranks = new Map(sections.flatMap(({ pages }) => pages).map((path, rank) => [path, rank]));

/** The navigation at the side of every page, in which each page is once. */
export function sidebarOf(pages: readonly Page[]): Item[] {
  const byPath = new Map(pages.map((page) => [page.path, page]));
  const roots = pages.filter(({ path }) => parentOf(path, byPath) === undefined);
  return sections.map(({ title, pages: named }) => ({
    text: title,
    items: roots
      .filter(({ path }) => named.includes(path) || (title === OTHERS && !ranks.has(path)))
      .sort(inOrder)
      .map((page) => itemOf(page, pages, byPath)),
  }));
}

/** The page that another one is listed below: that of its folder, or of the folder's name. */
function parentOf(path: string, byPath: ReadonlyMap<string, Page>): string | undefined {
  const folder = path.replace(/\/index$/, '').replace(/(^|\/)[^/]*$/, '');
  if (folder === '') return undefined;
  return [`${folder}/index`, folder].find((one) => byPath.has(one));
}

function itemOf(page: Page, pages: readonly Page[], byPath: ReadonlyMap<string, Page>): Item {
  const children = pages.filter(({ path }) => parentOf(path, byPath) === page.path).sort(inOrder);
  const link = `/${page.path.replace(/(^|\/)index$/, '$1')}`;
  if (children.length === 0) return { text: titleOf(page), link };
  const items = children.map((child) => itemOf(child, pages, byPath));
  return { text: titleOf(page), link, items, collapsed: true };
}

/** Named pages first, in their order; then the others by title. */
function inOrder(one: Page, other: Page): number {
  const [rank = Infinity, otherRank = Infinity] = [ranks.get(one.path), ranks.get(other.path)];
  if (rank !== otherRank) return rank - otherRank;
  return titleOf(one).localeCompare(titleOf(other), 'en');
}
