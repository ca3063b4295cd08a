import type { KnipConfig } from 'knip';

// What package.json, vitest and graphql-codegen name is found by knip itself.
const config: KnipConfig = {
  entry: [
    // Started as processes, by path.
    'build/fill-compile-cache.ts',
    'bench/mcp/serve.ts',
    'test/cli/support/*.ts',
    'test/rest/examples/record.ts',
  ],
  // The benchmarks and the dashboard have packages of their own; only what they take from here counts.
  project: ['src/**/*.ts', 'test/**/*.ts', 'build/**/*.ts', '*.ts'],
  ignore: ['**/*.generated.ts', 'src/graphiql/browser/globals.d.ts'],
  ignoreDependencies: [
    // Its types are named in a program that a test compiles (test/deployment/manifests.ts).
    'kubernetes-types',
    // Copied by its path (rolldown.config.ts), and found by a name made at run time (src/rest/viewer-files.ts).
    'swagger-ui-dist',
    // Served and copied by the path of its file (src/graphiql/files.ts).
    'graphiql',
  ],
  // Programs of the machine: tests make a certificate with one, and an image with the others.
  ignoreBinaries: ['openssl', 'ldd', 'unshare'],
  // A type is exported with the function whose parameter or result it is, whoever imports it.
  ignoreExportsUsedInFile: { interface: true, type: true },
};

export default config;
