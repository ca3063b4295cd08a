import { readFileSync } from 'node:fs';

// Counts vitest's JSON report, and fails when a test or a whole file did.
const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, success } = JSON.parse(
  readFileSync(process.argv[2], 'utf8'),
);
const skipped = numPendingTests + numTodoTests;
process.stdout.write(
  `${numPassedTests} passed, ${numFailedTests} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`,
);
process.exitCode = success ? 0 : 1;
