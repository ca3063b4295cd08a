import { posix } from 'node:path';
import type { Page } from './pages/page.ts';

/** Files and folders of the repository whose content is on a page that does not come from them. */
const shownOn: Readonly<Record<string, string>> = {
  examples: 'examples/index',
  'examples/queries': 'examples/queries',
  'examples/mutations': 'examples/mutations',
  'examples/subscriptions': 'examples/subscriptions',
  'examples/recipes': 'examples/recipes',
  'schema/schema.graphql': 'reference/graphql/index',
  'schema/rest.openapi.json': 'reference/rest/index',
  'schema/mcp.tools.json': 'reference/mcp',
};

/** Where a link leads to: a page or an address on the web, an image, or a file that the site does not have. */
export type Target = { readonly href: string } | { readonly file: string };

/**
 * Finds where the links of a page lead to on the site.
 * @param pages all pages of the site
 */
export function linkResolver(pages: readonly Page[]): (page: Page, href: string) => Target {
  const bySource = new Map(pages.map(({ path, source }) => [source, path]));
  return ({ path, source }, href) => {
    if (source === undefined || /^(?:[a-z][a-z\d+.-]*:|#)/i.test(href)) return { href };
    const [, file = '', anchor = ''] = /^([^#]*)(#.*)?$/s.exec(href) ?? [];
    const target = posix.join(posix.dirname(source), decodeURI(file)).replace(/\/$/, '');
    const relative = (to: string) => `./${posix.relative(posix.dirname(path), to)}`;
    if (target.startsWith('docs/images/')) return { href: relative(target.slice('docs/'.length)) };
    const [, folder = '', example = ''] = /^(examples\/\w+)\/([\w-]+)\.graphql$/.exec(target) ?? [];
    const page = bySource.get(target) ?? shownOn[target] ?? shownOn[folder];
    if (page === undefined) return { file: target };
    return { href: relative(`${page}.md`) + (anchor || (example && `#${example}`)) };
  };
}
