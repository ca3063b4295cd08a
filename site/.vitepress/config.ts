import { fileURLToPath } from 'node:url';
import GithubSlugger from 'github-slugger';
import { defineConfig, type UserConfig } from 'vitepress';
import { thirdPartyNotices } from '../../build/third-party-notices.ts';
import { BASE_PLACEHOLDER } from '../../src/http/base-placeholder.ts';
import { productName } from '../../src/version.ts';
import { rewriteLinks } from '../markdown.ts';
import { sidebarOf } from '../navigation/sidebar.ts';
import { sitePages } from '../pages/pages.ts';

const pages = sitePages();

type VitePlugins = NonNullable<NonNullable<UserConfig['vite']>['plugins']>;

/** Nothing of the site is loaded from elsewhere: the search runs in the browser, and fonts are the system's. */
export default defineConfig({
  title: productName,
  description: 'How to use, run and change PostHog Experiments Graph.',
  lang: 'en',
  base: `${BASE_PLACEHOLDER}/docs/`,
  srcDir: '../.docs-pages',
  outDir: '../dist/docs',
  cacheDir: fileURLToPath(new URL('../../node_modules/.cache/docs', import.meta.url)),
  cleanUrls: true,
  // Changes of one page would otherwise change the address of all others.
  metaChunk: true,
  head: [['link', { rel: 'icon', href: 'data:,' }]],
  markdown: {
    // The anchors of headings are those of GitHub, for which the documents are written.
    anchor: { slugify: (text: string) => new GithubSlugger().slug(text) },
    config: (markdown) => {
      rewriteLinks(markdown, pages);
    },
  },
  vite: {
    // It uses only what Rolldown has in common with the Rollup of VitePress.
    plugins: [thirdPartyNotices()] as unknown as VitePlugins,
    build: { chunkSizeWarningLimit: 2_000 },
  },
  themeConfig: {
    siteTitle: 'Experiments Graph',
    sidebar: sidebarOf(pages),
    outline: { level: [2, 3] },
    search: { provider: 'local' },
  },
});
