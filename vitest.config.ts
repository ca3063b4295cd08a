import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: {
    // Two copies of graphql (CJS and ESM) in one process refuse each other's schemas.
    alias: [
      {
        find: /^graphql$/,
        replacement: new URL('./node_modules/graphql/index.js', import.meta.url).pathname,
      },
      // Examples name the package as users do.
      {
        find: /^posthog-experiments-graph$/,
        replacement: new URL('./src/exports.ts', import.meta.url).pathname,
      },
    ],
  },
  test: {
    include: ['test/**/*.test.ts'],
    // Builds the web app, and the server that tests start, where they are missing or older than their sources.
    globalSetup: [new URL('./test/support/builds.ts', import.meta.url).pathname],
    // Modules hold no state between files, and evaluating the schema once per file is half of the time.
    isolate: false,
    // More than cores: tests that start processes spend half of their time waiting for them.
    maxWorkers: availableParallelism() + 2,
    testTimeout: 60_000,
    // The default of one second is too short for a page on a busy machine. What is waited for usually comes at once.
    expect: { poll: { timeout: 15_000 } },
    // On CI, hundreds of processes and browsers share two cores, and a wait may be late once. What passes only at the second
    // attempt is listed at the end of the run (.ci/count.mjs), and is to be looked at.
    retry: process.env['CI'] === 'true' ? 1 : 0,
    hookTimeout: 60_000,
    coverage: {
      include: ['src/**/*.ts'],
      exclude: ['**/*.generated.ts'],
      reporter: ['text-summary', 'html'],
    },
    server: { deps: { inline: [/graphql/, /@pothos/, /envelop/] } },
  },
});
