#!/usr/bin/env node
// Every version of Node must be able to parse this file, so that one that is too old can report that. The file
// therefore has no static imports and uses no syntax newer than the dynamic import.

// The oldest supported version is also in `engines` of package.json; a test compares the two.
const [oldestMajor, oldestMinor] = [22, 19] as const;
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < oldestMajor || (major === oldestMajor && minor < oldestMinor)) {
  process.stderr.write(
    `posthog-experiments-graph requires Node ${oldestMajor}.${oldestMinor} or newer; this is Node ${process.versions.node}.\n`,
  );
  process.exitCode = 1;
} else {
  // A failed import ends the process, as a failed static import would.
  import('./cli/process.ts').catch((error: unknown) => {
    process.nextTick(() => {
      throw error;
    });
  });
}
