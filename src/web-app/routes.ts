/** The addresses of the app's pages beside `/`: patterns whose placeholders match one segment of a path. */
const PAGES = [
  '/inbox',
  '/new',
  '/planner',
  '/holdouts',
  '/metrics',
  '/experiments/:id',
  '/experiments/:id/edit',
] as const;

const patterns = PAGES.map((page) => ({
  page,
  pattern: new RegExp(`^${page.replaceAll(/:\w+/g, '[^/]+')}$`),
}));

/** The page of the app that a path is the address of, as a pattern; undefined for other paths. */
export const appPageOf = (path: string): string | undefined =>
  patterns.find(({ pattern }) => pattern.test(path))?.page;

/**
 * Where a path leads that somebody shortened or typed: the experiments without one of them, which are the list, and
 * a page with a slash at its end.
 * @returns an address relative to the path, so that it stays below the prefix of a proxy; undefined for other paths
 */
export function appRedirectOf(path: string): string | undefined {
  if (path === '/experiments') return './';
  if (path === '/experiments/') return '../';
  if (!path.endsWith('/') || appPageOf(path.slice(0, -1)) === undefined) return undefined;
  return `../${path.split('/').at(-2)}`;
}
