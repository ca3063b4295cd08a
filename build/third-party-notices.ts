import { createRequire } from 'node:module';
import type { Plugin } from 'rolldown';
import { licenceProblem, licenceText } from './licences.ts';
import { packageOf, type InstalledPackage } from './packages.ts';

export const NOTICES_FILE = 'THIRD-PARTY-NOTICES.txt';

export interface NoticesOptions {
  /** Folders of packages whose files are published without being bundled. */
  readonly copied?: readonly string[];
  /** What there is to say of a package beyond its own licence, by its name. */
  readonly remarks?: Readonly<Record<string, string>>;
}

/** The bundler adds functions of its own to what it bundles. */
const bundler = createRequire(import.meta.url).resolve('rolldown');
const fileOf = (id: string) => id.replace(/^\0/, '').split('?')[0] ?? id;

/**
 * Writes the name, version and licence of every package that code is published of, with the licence's text.
 * The build fails when one is not under a permitted licence, or has no text.
 */
export function thirdPartyNotices({ copied = [], remarks = {} }: NoticesOptions = {}): Plugin {
  return {
    name: 'third-party notices',
    generateBundle() {
      // A module may be gone from the output that a constant of it was put into: all that were read count.
      const files = [...this.getModuleIds()].map(fileOf);
      const packages = distinct([...files, bundler, ...copied]);
      const problems = packages.flatMap((one) => problemOf(one) ?? []);
      if (problems.length > 0) this.error(`Not to be published: ${problems.join('; ')}.`);
      const source = notices(packages, remarks);
      this.emitFile({ type: 'asset', fileName: NOTICES_FILE, source });
    },
  };
}

function problemOf(one: InstalledPackage): string | undefined {
  const problem = licenceProblem(one);
  if (problem !== undefined) return problem;
  return licenceText(one) === undefined ? `${one.name} ships no licence text` : undefined;
}

const titleOf = ({ name, version, licence }: InstalledPackage) => `${name} ${version} (${licence})`;

/** The packages that files belong to, in the order of their names. */
function distinct(files: readonly string[]): InstalledPackage[] {
  const byTitle = new Map<string, InstalledPackage>();
  for (const file of files) {
    const found = packageOf(file);
    if (found) byTitle.set(titleOf(found), found);
  }
  return [...byTitle].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, found]) => found);
}

/** Packages whose licences read the same share one text. */
function notices(
  packages: readonly InstalledPackage[],
  remarks: Readonly<Record<string, string>>,
): string {
  const byText = Map.groupBy(packages, (one) => licenceText(one));
  const sections = [...byText].map(([text, sharing]) => {
    const titles = sharing.map((one) => [titleOf(one), remarks[one.name]].join('\n').trim());
    return `${titles.join('\n')}\n\n${text}\n`;
  });
  const introduction = 'The files beside this one contain code of the packages below.\n';
  return [introduction, ...sections].join(`\n${'='.repeat(80)}\n\n`);
}
