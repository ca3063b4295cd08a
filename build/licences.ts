import { readFileSync } from 'node:fs';
import satisfies from 'spdx-satisfies';
import type { InstalledPackage } from './packages.ts';

/** Licences under which code may be in the published package: they ask for no more than a notice. */
const PERMITTED = [
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BSL-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  // Fonts: may be bundled with any software, with a notice.
  'OFL-1.1',
  'Unicode-3.0',
  'Unicode-DFS-2016',
  'Unlicense',
] as const;

/** Why the code of a package may not be published with ours; undefined when it may. */
export function licenceProblem({ name, version, licence }: InstalledPackage): string | undefined {
  if (licence === undefined) return `${name} ${version} states no licence`;
  return isPermitted(licence) ? undefined : `${name} ${version} is licensed under ${licence}`;
}

function isPermitted(expression: string): boolean {
  try {
    return satisfies(expression, PERMITTED);
  } catch {
    // It is not an SPDX expression.
    return false;
  }
}

const ownLicence = new URL('../LICENSE', import.meta.url);

/**
 * The text of a package's licence. Some packages under the MIT licence ship no copy of it; its words are
 * those of this project's own. Undefined for other packages without a text.
 */
export function licenceText({
  licence,
  texts,
  author,
  name,
}: InstalledPackage): string | undefined {
  if (texts.length > 0) return texts.join('\n\n');
  // It needs no notice, so that packages under it often ship none.
  if (licence === 'Unlicense') return 'Released into the public domain: https://unlicense.org';
  if (licence !== 'MIT') return undefined;
  const holder = author ?? `the authors of ${name}`;
  return readFileSync(ownLicence, 'utf8')
    .trim()
    .replace(/^Copyright .*$/m, `Copyright (c) ${holder}`);
}
