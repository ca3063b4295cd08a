import { execFileSync } from 'node:child_process';
import { problemsOf } from './problems.ts';
import { nextRelease } from './plan.ts';
import { publicFiles, releasedFiles, removedFromApi } from './baseline.ts';
import { root, withTarballs } from './tarballs.ts';

// Checks whether a release can be made of what is checked out. Every problem is a line; the order of the steps is in
// docs/releasing.md.

const runs = (program: string, ...words: string[]): boolean => {
  try {
    execFileSync(program, words, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
    return true;
  } catch {
    return false;
  }
};

const changed = execFileSync('git', ['status', '--porcelain'], { cwd: root, encoding: 'utf8' });
const { plan } = await nextRelease();
const isBuilt = runs('npm', 'run', '--silent', 'check:package');
const tarballs = isBuilt ? withTarballs((all) => all) : [];
const problems = [
  ...problemsOf({
    changedPaths: changed.split('\n').filter((line) => line !== ''),
    bumps: plan.releases.map(({ type, oldVersion }) => ({ type, oldVersion })),
    releasedFiles: releasedFiles(),
    files: Object.fromEntries(tarballs.map((one) => [one.name, publicFiles(one)])),
    removedFromApi: removedFromApi(),
  }),
  ...(isBuilt ? [] : ['The packages are not sound: npm run check:package']),
  ...(runs('npm', 'run', '--silent', 'check:generated') ? [] : ['Generated files are stale.']),
  ...(runs('npx', 'vitest', 'run', 'test/promises/breaking-changes.test.ts')
    ? []
    : ['A contract breaks clients of the last release: test/promises/breaking-changes.test.ts']),
];
for (const { name, oldVersion, newVersion } of plan.releases)
  process.stdout.write(`${name} ${oldVersion} → ${newVersion}\n`);
for (const { name, files, unpackedSize } of tarballs)
  process.stdout.write(`${name}: ${files.length} files, ${(unpackedSize / 1e6).toFixed(1)} MB\n`);
for (const problem of problems) process.stderr.write(`${problem}\n`);
if (problems.length > 0) process.exitCode = 1;
