#!/usr/bin/env node
// Every version of Node has to be able to read this file, so that one which is too old can say so. It
// therefore imports nothing statically and uses no syntax newer than the dynamic import.

// The oldest version this runs on is in `engines` of package.json too; a test compares the two.
const [oldestMajor, oldestMinor] = [22, 19] as const;
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < oldestMajor || (major === oldestMajor && minor < oldestMinor)) {
  process.stderr.write(
    `posthog-experiments-graph requires Node ${oldestMajor}.${oldestMinor} or newer; this is Node ${process.versions.node}.\n`,
  );
  process.exitCode = 1;
} else {
  // A failure ends the process, as that of a static import would.
  import('./cli/process.ts').catch((error: unknown) => {
    process.nextTick(() => {
      throw error;
    });
  });
}
