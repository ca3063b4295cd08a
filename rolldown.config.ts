import { createRequire } from 'node:module';
import { defineConfig } from 'rolldown';

const { resolve } = createRequire(import.meta.url);

/** Files of packages that every start would load for nothing, and what stands for them. */
const leftOut = [
  // All of undici that is used; a fetch is much of the rest.
  {
    file: /undici\/index\.js$/,
    instead: "export { default as Pool } from './lib/dispatcher/pool.js';",
  },
  // The pool speaks HTTP/1.1 only.
  { file: /undici\/lib\/dispatcher\/client-h2\.js$/, instead: 'export default undefined;' },
  // The log is written to a stream, not by a worker.
  { file: /pino\/lib\/transport\.js$/, instead: 'export default undefined;' },
  // What is served of the subgraph was printed before; the printer is most of Apollo's composition.
  {
    file: /@apollo\/subgraph\/dist\/index\.js$/,
    instead: 'export const printSubgraphSchema = undefined;',
  },
];

const builtinImport = /^import\s*(\w+|\* as \w+|\{[^}]*\})\s*from\s*["'](node:[\w/]+)["'];?$/gm;
const readByName = (_text: string, names: string, builtin: string) =>
  `const ${names.replace('* as ', '').replaceAll(' as ', ': ')} = globalThis.process.getBuiltinModule('${builtin}');`;

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
      name: 'what never runs is left out',
      load: {
        filter: { id: leftOut.map(({ file }) => file) },
        handler: (id) => leftOut.find(({ file }) => file.test(id))?.instead,
      },
    },
    {
      name: 'builtins are read by name',
      // An import reads all that a builtin exports, and to read some of it loads much: of node:http a
      // whole fetch, of node:fs what a prompt needs.
      renderChunk: (code) => ({ code: code.replaceAll(builtinImport, readByName), map: null }),
    },
    {
      name: 'no fetch of Node',
      // Yoga brings its own, and compares it to Node's, which to name is to load.
      transform: {
        filter: { id: /@whatwg-node\/server/, code: /globalThis\.Request/ },
        handler: (code) => code.replaceAll('globalThis.Request', 'undefined'),
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
