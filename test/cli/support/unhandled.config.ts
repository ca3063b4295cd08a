import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import config from '../../../vitest.config.ts';

/** The tests' own configuration, with a test that passes but leaves an unhandled rejection. */
export default defineConfig({
  ...config,
  test: {
    ...config.test,
    root: fileURLToPath(new URL('.', import.meta.url)),
    include: ['unhandled.fixture.ts'],
    // What the other tests start is not to be built anew while they run, and this one starts nothing.
    globalSetup: [],
  },
});
