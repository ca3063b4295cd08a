import { rmSync } from 'node:fs';
import { entryBundle, programBundle } from './server-bundles.ts';
import { TEST_SERVER_FOLDER } from './test-server.ts';

// The files of an earlier build have other names, and would stay.
rmSync(TEST_SERVER_FOLDER, { recursive: true, force: true });

// What is published, without the copies and notices that come with it. It is not minified: no start is faster for
// that, and the stack of an error keeps its names.
export default [
  entryBundle(TEST_SERVER_FOLDER),
  programBundle({ dir: TEST_SERVER_FOLDER, input: { process: 'src/cli/process.ts' } }),
];
