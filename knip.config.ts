import type { KnipConfig } from 'knip';

// What package.json, vitest and graphql-codegen name is found by knip itself.
const config: KnipConfig = {
  workspaces: {
    '.': {
      entry: [
        // Started as processes, by path.
        'run.js',
        'build/fill-compile-cache.ts',
        'build/test-server.config.ts',
        'bench/mcp/serve.ts',
        'test/cli/support/*.ts',
        'test/watch-state/support/*.ts',
        'test/rest/examples/record.ts',
        // Found by VitePress in its place.
        'site/.vitepress/config.ts',
        'site/.vitepress/theme/index.ts',
        // Named by .changeset/config.json.
        'release/changelog.ts',
      ],
      // The benchmarks have packages of their own; only what they take from here counts.
      project: [
        'src/**/*.ts',
        'test/**/*.ts',
        'build/**/*.ts',
        'site/**/*.ts',
        'release/**/*.ts',
        'examples/embedding/*.ts',
        '*.ts',
      ],
    },
    'packages/client': { entry: ['src/apollo.ts', 'src/graphcache.ts'] },
    web: {
      // What the build puts around dynamic imports (web/vite.config.ts).
      entry: ['src/loading/part-files.ts'],
      ignore: ['src/**/generated/**'],
    },
  },
  ignore: ['**/*.generated.ts', 'src/graphiql/browser/globals.d.ts'],
  ignoreDependencies: [
    // Its types are named in a program that a test compiles (test/deployment/manifests.ts).
    'kubernetes-types',
    // Copied by its path (rolldown.config.ts), and found by a name made at run time (src/rest/viewer-files.ts).
    'swagger-ui-dist',
    // Served and copied by the path of its file (src/graphiql/files.ts).
    'graphiql',
    // Commands that release/check-package.ts starts.
    '@arethetypeswrong/cli',
    'publint',
  ],
  // Programs of the machine: tests make a certificate with one, and an image with the others.
  ignoreBinaries: ['openssl', 'ldd', 'unshare'],
  // A type is exported with the function whose parameter or result it is, whoever imports it.
  ignoreExportsUsedInFile: { interface: true, type: true },
};

export default config;
