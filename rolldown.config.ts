import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'rolldown';
import { dts } from 'rolldown-plugin-dts';
import { bundledPackages } from './build/bundled-packages.ts';
import { copyFiles } from './build/copied-files.ts';
import { selfContained } from './build/self-contained.ts';
import { entryBundle, programBundle } from './build/server-bundles.ts';
import { sbom } from './build/sbom.ts';
import { thirdPartyNotices } from './build/third-party-notices.ts';
import { PAGE_FOLDER, pageFiles, sourceOf } from './src/graphiql/files.ts';
import { VIEWER_FOLDER, viewerFileTypes } from './src/rest/viewer-files.ts';

const CLIENT = 'packages/client';
const clientEntries = {
  apollo: `${CLIENT}/src/apollo.ts`,
  graphcache: `${CLIENT}/src/graphcache.ts`,
};

const swaggerUi = fileURLToPath(new URL('node_modules/swagger-ui-dist', import.meta.url));

const viewer = Object.keys(viewerFileTypes).map((name) => ({
  from: join(swaggerUi, name),
  to: `${VIEWER_FOLDER}/${name}`,
}));
const graphiql = Object.entries(pageFiles).map(([name, file]) => ({
  from: fileURLToPath(sourceOf(file)),
  to: `${PAGE_FOLDER}/${name}`,
  change: file.change,
}));
/** One helper that later versions of its package no longer need. */
const notInstalled = '@radix-ui/react-use-escape-keydown';
const inGraphiql = bundledPackages(
  fileURLToPath(new URL('node_modules/graphiql/graphiql.min.js.map', import.meta.url)),
  [notInstalled],
);

/** Packages whose files are published without being bundled here. */
const copied = [...inGraphiql, ...[...viewer, ...graphiql].map(({ from }) => from)];

const program = programBundle({
  dir: 'dist',
  input: {
    process: 'src/cli/process.ts',
    index: 'src/exports.ts',
    'clients/apollo': clientEntries.apollo,
    'clients/graphcache': clientEntries.graphcache,
  },
  plugins: [
    copyFiles([...viewer, ...graphiql]),
    sbom({ copied }),
    thirdPartyNotices({
      copied,
      remarks: {
        '@radix-ui/react-use-layout-effect': `  So is ${notInstalled}, which is part of ${PAGE_FOLDER}/graphiql.js.`,
        'swagger-ui-dist': `  ${VIEWER_FOLDER}/swagger-ui-bundle.js.LICENSE.txt has the notices of what its bundle contains.`,
      },
    }),
  ],
  minify: true,
});

/** The kit for clients is a package of its own, so that a front end installs nothing of the server. */
const client = defineConfig({
  input: clientEntries,
  plugins: [selfContained(), copyFiles([{ from: 'schema/schema.graphql', to: 'schema.graphql' }])],
  output: { dir: `${CLIENT}/dist`, format: 'esm' },
});

const declarations = [
  { input: { index: 'src/exports.ts' }, dir: 'dist' },
  { input: clientEntries, dir: `${CLIENT}/dist` },
  {
    input: {
      'clients/apollo': clientEntries.apollo,
      'clients/graphcache': clientEntries.graphcache,
    },
    dir: 'dist',
  },
].map(({ input, dir }) =>
  defineConfig({
    input,
    external: /^node:/,
    plugins: [dts({ emitDtsOnly: true, oxc: true })],
    output: { dir, format: 'esm' },
  }),
);

// The published package is a few files instead of some thousand modules: finding and compiling those
// is most of what a start takes. It depends on no other package. Sources run without a build; nothing
// of them depends on this.
export default [entryBundle('dist'), program, client, ...declarations];
