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
