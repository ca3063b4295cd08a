import { fileURLToPath } from 'node:url';
import { buildIfStale } from './if-stale.ts';

/**
 * The folder of the server that tests start. It is beside `dist`, not in it: the server finds the other files of the
 * package from the folder above its own, and what is in `dist` is published.
 */
export const TEST_SERVER_FOLDER = '.test-server';

/** The path of its entry, which takes the arguments that src/main.ts takes. */
export const TEST_SERVER = fileURLToPath(
  new URL(`../${TEST_SERVER_FOLDER}/main.js`, import.meta.url),
);

const rolldown = fileURLToPath(new URL('../node_modules/rolldown/bin/cli.mjs', import.meta.url));

/**
 * Bundles the server for tests that start it as a process, if that is missing or older than its sources. Loading its
 * thousand sources takes most of the time of a start, and tests start more than a hundred servers.
 * @throws Error when it cannot be bundled
 */
export function buildTestServer(): void {
  buildIfStale({
    name: 'the server that tests start',
    result: `${TEST_SERVER_FOLDER}/process.js`,
    sources: ['src/**', 'build/**', 'package.json', 'package-lock.json'],
    command: [
      rolldown,
      '--config',
      'build/test-server.config.ts',
      '--configLoader=native',
      '--logLevel=warn',
    ],
  });
}
