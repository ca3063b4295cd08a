import { applyReleasePlan } from '@changesets/apply-release-plan';
import { execFileSync } from 'node:child_process';
import { nextRelease } from './plan.ts';
import { root } from './tarballs.ts';

// Makes of the changesets what the next release is: versions in the manifests and in the lock file, and entries in
// the changelogs.

const { plan, packages, config } = await nextRelease();
if (plan.changesets.length === 0) {
  process.stderr.write('There is no changeset, so there is nothing to release.\n');
  process.exitCode = 1;
} else {
  await applyReleasePlan(plan, packages, config);
  execFileSync('npm', ['install', '--package-lock-only', '--ignore-scripts'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  for (const { name, oldVersion, newVersion } of plan.releases)
    process.stdout.write(`${name} ${oldVersion} → ${newVersion}\n`);
}
