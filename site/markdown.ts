import { posix } from 'node:path';
import type { MarkdownRenderer } from 'vitepress';
import { linkResolver } from './links.ts';
import type { Page } from './pages/page.ts';

type Rule = Parameters<MarkdownRenderer['core']['ruler']['push']>[1];
type Token = Parameters<Rule>[0]['tokens'][number];

/**
 * Makes the links of the repository's documents lead to pages of the site. A link to a file that the site does not have
 * becomes its text, followed by the file's path unless the text is the path.
 */
export function rewriteLinks(markdown: MarkdownRenderer, pages: readonly Page[]): void {
  const resolve = linkResolver(pages);
  const byFile = new Map(pages.map((page) => [`${page.path}.md`, page]));
  markdown.core.ruler.push('repository-links', ({ tokens, env }) => {
    const { relativePath } = env as { relativePath?: string };
    const page = byFile.get(relativePath ?? '');
    if (page) for (const { children } of tokens) if (children) rewrite(children, page, resolve);
  });
}

function rewrite(tokens: Token[], page: Page, resolve: ReturnType<typeof linkResolver>): void {
  for (const [index, token] of tokens.entries()) {
    const name = token.type === 'image' ? 'src' : 'href';
    const address = token.attrGet(name);
    if ((token.type !== 'image' && token.type !== 'link_open') || address === null) continue;
    const target = resolve(page, address);
    if ('href' in target) token.attrSet(name, target.href);
    else unlink(tokens, index, target.file);
  }
}

/** Links do not nest, so that the next end of a link is the end of this one. */
function unlink(tokens: Token[], start: number, file: string): void {
  const end = tokens.findIndex(({ type }, index) => index > start && type === 'link_close');
  const text = tokens.slice(start + 1, end).map(({ content }) => content);
  const shown = text.join('').replace(/\/$/, '');
  for (const index of [start, end]) {
    const token = tokens[index]!;
    token.type = 'text';
    token.tag = '';
    token.nesting = 0;
    token.attrs = null;
    token.content = '';
  }
  if (!file.endsWith(posix.normalize(shown))) tokens[end]!.content = ` (${file})`;
}
