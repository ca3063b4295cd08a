import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { FILE_LIST, siteFolder } from '../../src/docs-site/places.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Builds the documentation site, unless it is built already. Building takes longer than most tests. */
export function buildDocs(): void {
  if (existsSync(new URL(FILE_LIST, siteFolder))) return;
  const { PATH = '', HOME = '' } = process.env;
  execFileSync('npm', ['run', '--silent', 'docs'], { cwd: root, env: { PATH, HOME } });
}
