import { defineConfig, type RolldownPluginOption } from 'rolldown';
import { readBuiltinsByName } from './builtins-by-name.ts';
import { oneCopy, replaceFiles, replaceText } from './library-rewrites.ts';
import { readableByOldNode } from './readable-by-old-node.ts';
import { selfContained } from './self-contained.ts';

/**
 * What package.json names as `bin`. It is kept from sharing code with the rest, which not every Node can read.
 * @param dir the folder that it is written to
 */
export const entryBundle = (dir: string) =>
  defineConfig({
    input: 'src/main.ts',
    platform: 'node',
    external: /process\.ts$/,
    plugins: [readableByOldNode()],
    output: {
      dir,
      format: 'esm',
      paths: (id) => id.replace(/^.*process\.ts$/, './process.js'),
    },
  });

/** What is bundled of the server, and where it goes. */
interface ProgramOptions {
  /** The folder that it is written to. */
  readonly dir: string;
  /** Its entries, by their names there. */
  readonly input: Readonly<Record<string, string>>;
  /** What else is done to it. */
  readonly plugins?: readonly RolldownPluginOption[];
  readonly minify?: boolean;
}

/** All that the entry loads, and what embedders import. */
export const programBundle = ({ dir, input, plugins = [], minify = false }: ProgramOptions) =>
  defineConfig({
    input: { ...input },
    platform: 'node',
    plugins: [
      oneCopy('graphql'),
      // What every start would load for nothing.
      replaceFiles([
        // All of undici that is used; a fetch is much of the rest.
        {
          file: /undici\/index\.js$/,
          instead: "export { default as Pool } from './lib/dispatcher/pool.js';",
        },
        // The pool speaks HTTP/1.1 only.
        { file: /undici\/lib\/dispatcher\/client-h2\.js$/, instead: 'export default undefined;' },
        // The log is written to a stream, not by a worker.
        { file: /pino\/lib\/transport\.js$/, instead: 'export default undefined;' },
        // What is served of the subgraph was printed before. The printer is most of Apollo's composition,
        // whose licence does not let it be published with this.
        {
          file: /@apollo\/subgraph\/dist\/index\.js$/,
          instead: 'export const printSubgraphSchema = undefined;',
        },
      ]),
      // Commands that are programs of their own, of which there are none.
      replaceText({
        file: /commander\/lib\/command\.js$/,
        text: "import childProcess from 'node:child_process';",
        by: 'const childProcess = undefined;',
      }),
      // Yoga brings a fetch of its own, and compares it to Node's, which to name is to load.
      replaceText({ file: /@whatwg-node\/server/, text: 'globalThis.Request', by: 'undefined' }),
      readBuiltinsByName(),
      selfContained(),
      ...plugins,
    ],
    output: {
      dir,
      format: 'esm',
      minify,
      // Names of classes are in logs and error messages.
      keepNames: true,
      chunkFileNames: '[name]-[hash].js',
    },
  });
