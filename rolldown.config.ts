import { createRequire } from 'node:module';
import { defineConfig } from 'rolldown';

const { resolve } = createRequire(import.meta.url);

// The published package is a few files instead of some thousand modules: finding and compiling those
// is most of what a start takes. Sources run without a build; nothing of them depends on this.
export default defineConfig({
  input: {
    main: 'src/main.ts',
    'clients/apollo': 'src/clients/apollo.ts',
    'clients/graphcache': 'src/clients/graphcache.ts',
  },
  platform: 'node',
  // Its files are served as they are.
  external: [/^swagger-ui-dist\//],
  plugins: [
    {
      name: 'one graphql',
      // Some packages require it and some import it, whole or by file: two copies of it would not know
      // each other's types.
      resolveId: {
        filter: { id: /^graphql(\/|$)/ },
        handler: (id) => resolve(id).replace(/\.js$/, '.mjs'),
      },
    },
    {
      name: 'the pool of undici',
      // All that is used of it; the rest, a whole fetch among it, would be loaded at each start.
      resolveId: { filter: { id: /^undici$/ }, handler: (id) => `\0${id}` },
      load: {
        filter: { id: /^\0undici$/ },
        handler: () => "export { default as Pool } from 'undici/lib/dispatcher/pool.js';",
      },
    },
  ],
  output: {
    dir: 'dist',
    format: 'esm',
    minify: true,
    // Names of classes are in logs and error messages.
    keepNames: true,
    chunkFileNames: '[name]-[hash].js',
  },
});
