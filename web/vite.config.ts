import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { replaceFiles } from '../build/library-rewrites.ts';
import { sbom } from '../build/sbom.ts';
import { thirdPartyNotices } from '../build/third-party-notices.ts';
import { BASE_PLACEHOLDER } from '../src/http/base-placeholder.ts';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** The server that answers the API's paths while `npm run web:dev` serves these pages. */
const api = process.env['GRAPH_URL'] ?? 'http://127.0.0.1:4000';

/**
 * The libraries of the first page, and the modules of the app that it shares with later ones. Two hooks of Apollo Client
 * come with the pages that use them.
 */
const FIRST_PAGE =
  /node_modules\/(?:react|react-dom|scheduler|@apollo(?!\/client\/react\/hooks\/use(?:LazyQuery|Subscription)\.)|@wry|optimism|graphql|rxjs|tslib|wouter|regexparam|use-sync-external-store|@graphql-typed-document-node)\/|\/web\/src\/(?:graph\/|loading\/|shell\/(?!more-pages)|generated\/)|\/web\/src\/(?:format|words|list\/[a-z-]+|access\/(?:account|credentials|documents))\.tsx?$/;

/** Loads the files of a part before it is imported, in place of Vite's helper (src/loading/part-files.ts says why). */
const partFiles = () =>
  replaceFiles([
    {
      file: /vite\/preload-helper/,
      instead: `export { importPart as __vitePreload } from ${JSON.stringify(path('src/loading/part-files.ts'))}`,
    },
  ]);

/** Files that are there before any part is loaded: the entry of the page imports them. */
const WITH_THE_PAGE = /\/(?:base|rolldown-runtime)-/;

export default defineConfig(({ command }) => ({
  root: path('.'),
  // The server replaces the placeholder when it serves a file: only then is the path known under which it is reached.
  base: command === 'build' ? `${BASE_PLACEHOLDER}/` : '/',
  plugins: [react(), ...(command === 'build' ? [partFiles(), sbom(), thirdPartyNotices()] : [])],
  resolve: {
    alias: { '@posthog-experiments-graph/client/apollo': path('../packages/client/src/apollo.ts') },
  },
  build: {
    outDir: path('../dist/web'),
    emptyOutDir: true,
    assetsDir: 'app',
    // The list of files is what the server serves.
    manifest: 'files.json',
    // A file of its own can be cached; and the policy of the pages permits no inline fonts.
    assetsInlineLimit: 0,
    modulePreload: {
      polyfill: false,
      // Vite leaves out the file itself where it imports no other.
      resolveDependencies: (file, imported, { hostType }) =>
        hostType === 'html'
          ? imported
          : [...new Set([file, ...imported])].filter((name) => !WITH_THE_PAGE.test(name)),
    },
    rolldownOptions: {
      output: {
        // What the first page needs compresses better in one file than in the many that later pages share with it.
        codeSplitting: {
          groups: [{ name: 'base', test: FIRST_PAGE }],
        },
      },
    },
  },
  server: {
    host: '127.0.0.1',
    // The Host header stays the page's, by which the API knows that its own page is calling.
    proxy: { '/graphql': { target: api, changeOrigin: false } },
    fs: { allow: ['.', '../packages/client/src'] },
  },
}));
