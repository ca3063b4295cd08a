import { readFileSync } from 'node:fs';
import { lockFileProblems, type LockFile } from './lock-file.ts';
import { npmPrints, signatures, vulnerabilities, type CheckOutcome } from './registry-checks.ts';

// Checks what would be installed: the lock file by itself, and, where the registry provides them,
// signatures and known vulnerabilities. A check that could not be made is reported as such.

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8'));

const lockFile = read('package-lock.json') as LockFile;
const { allowScripts } = read('package.json') as { allowScripts: Record<string, boolean> };

const problems = lockFileProblems(lockFile, allowScripts);
const checks: Readonly<Record<string, CheckOutcome>> = {
  'lock file': {
    is: problems.length === 0 ? 'passed' : 'failed',
    detail: problems.join('; ') || `${Object.keys(lockFile.packages).length - 1} packages`,
  },
  signatures: signatures(npmPrints('audit', 'signatures')),
  vulnerabilities: vulnerabilities(npmPrints('audit')),
};

for (const [name, { is, detail }] of Object.entries(checks)) {
  process.stdout.write(`${name}: ${is} (${detail})\n`);
}
if (Object.values(checks).some(({ is }) => is === 'failed')) process.exitCode = 1;
