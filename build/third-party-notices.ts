import type { Plugin } from 'rolldown';
import { licenceProblem, licenceText } from './licences.ts';
import type { InstalledPackage } from './packages.ts';
import { publishedPackages, titleOf } from './published-packages.ts';

export const NOTICES_FILE = 'THIRD-PARTY-NOTICES.txt';

export interface NoticesOptions {
  /** Folders of packages whose files are published without being bundled. */
  readonly copied?: readonly string[];
  /** What there is to say of a package beyond its own licence, by its name. */
  readonly remarks?: Readonly<Record<string, string>>;
}

/**
 * Writes the name, version and licence of every package that code is published of, with the licence's text.
 * The build fails when one is not under a permitted licence, or has no text.
 */
export function thirdPartyNotices({ copied = [], remarks = {} }: NoticesOptions = {}): Plugin {
  return {
    name: 'third-party notices',
    generateBundle() {
      const packages = publishedPackages(this.getModuleIds(), copied);
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
