import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { REPORTS, staleReports } from './api-reports.ts';
import { root, withTarballs } from './tarballs.ts';

// Checks what would be published, as it has been built: the manifests, the types as each kind of project resolves
// them, and the public TypeScript API against the committed reports. `--update` writes the reports anew.

const update = process.argv.includes('--update');

/** Runs a program of node_modules, which prints what it finds; false when that is a problem. */
function passes(program: string, ...words: string[]): boolean {
  try {
    execFileSync(join(root, 'node_modules/.bin', program), words, { stdio: 'inherit' });
    return true;
  } catch {
    return false;
  }
}

withTarballs((tarballs) => {
  for (const { path } of tarballs) {
    const isSound = [
      passes('publint', 'run', path, '--strict'),
      // The packages are ES modules only; require() of them works from Node 22.12 on.
      passes('attw', path, '--profile', 'esm-only', '--exclude-entrypoints', './schema.graphql'),
    ];
    if (isSound.includes(false)) process.exitCode = 1;
  }
});
const stale = staleReports(update);
for (const name of stale)
  process.stderr.write(`${REPORTS}/${name}.api.md ${update ? 'was written' : 'is stale'}\n`);
if (stale.length > 0 && !update) {
  process.stderr.write('Run npm run api-reports, and read what has changed.\n');
  process.exitCode = 1;
}
