import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assembleReleasePlan } from '@changesets/assemble-release-plan';
import { readConfig } from '@changesets/config';
import { readChangesets } from '@changesets/read';
import type { Config, Packages, ReleasePlan } from '@changesets/types';
import { publishedFolders, root } from './tarballs.ts';

/** What the changesets make of the next release. */
export interface NextRelease {
  readonly plan: ReleasePlan;
  readonly packages: Packages;
  readonly config: Config;
}

type Manifest = Packages['packages'][number]['packageJson'];

/** The command of Changesets leaves out the package at the root of npm workspaces, which is the one that matters here. */
function publishedPackages(): Packages {
  const packages = publishedFolders.map((relativeDir) => {
    const dir = join(root, relativeDir);
    const text = readFileSync(join(dir, 'package.json'), 'utf8');
    return { dir, relativeDir, packageJson: JSON.parse(text) as Manifest };
  });
  const tool = { type: 'npm' };
  return { rootDir: root, packages, tool, ...(packages[0] && { rootPackage: packages[0] }) };
}

/**
 * Reads the changesets.
 * @throws Error for a configuration that is not valid, and for a changeset of an unknown package
 */
export async function nextRelease(): Promise<NextRelease> {
  const packages = publishedPackages();
  const { config, errors } = await readConfig(root, packages);
  if (errors) throw new Error(`.changeset/config.json: ${errors.join('; ')}`);
  const plan = assembleReleasePlan(await readChangesets(root), packages, config, undefined);
  return { plan, packages, config };
}
