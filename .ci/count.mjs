import { readFileSync } from 'node:fs';

// Names what failed in vitest's JSON report and counts it; fails when a test or a whole file did.
const { testResults, numPassedTests, numFailedTests, numPendingTests, numTodoTests, success } =
  JSON.parse(readFileSync(process.argv[2], 'utf8'));
const print = (line) => process.stdout.write(`${line}\n`);
const passedLate = (test) => test.status === 'passed' && test.failureMessages.length > 0;
for (const { name, status, message, assertionResults } of testResults) {
  const failedTests = assertionResults.filter((test) => test.status === 'failed');
  for (const { fullName, failureMessages } of failedTests)
    print(`failed: ${name}: ${fullName}\n${failureMessages[0]}`);
  for (const { fullName, failureMessages } of assertionResults.filter(passedLate))
    print(
      `passed at the second attempt: ${name}: ${fullName}\n${failureMessages[0].split('\n', 1)[0]}`,
    );
  if (status === 'failed' && failedTests.length === 0) print(`failed: ${name}\n${message}`);
}
const skipped = numPendingTests + numTodoTests;
print(
  `${numPassedTests} passed, ${numFailedTests} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`,
);
process.exitCode = success ? 0 : 1;
