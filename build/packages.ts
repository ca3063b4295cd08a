import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** An installed package, as its files describe it. */
export interface InstalledPackage {
  readonly folder: string;
  readonly name: string;
  readonly version: string;
  /** Its SPDX licence expression; undefined when it states none. */
  readonly licence: string | undefined;
  readonly author: string | undefined;
  /** What its licence and notice files say; empty when it ships none. */
  readonly texts: readonly string[];
}

const LICENCE_FILE = /^(licen[cs]e|copying|notice)\b/i;

/** The package that a folder or file under node_modules belongs to; undefined for anything else. */
export function packageOf(path: string): InstalledPackage | undefined {
  let folder = path;
  while (folder.includes('node_modules')) {
    const found = readPackage(folder);
    if (found) return found;
    folder = dirname(folder);
  }
  return undefined;
}

/** A folder may have a package.json that only says how its files are to be read: it has no name. */
function readPackage(folder: string): InstalledPackage | undefined {
  const file = join(folder, 'package.json');
  if (!existsSync(file)) return undefined;
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, unknown>>;
  const { name, version, license, author } = manifest;
  if (typeof name !== 'string' || typeof version !== 'string') return undefined;
  return {
    folder,
    name,
    version,
    licence: typeof license === 'string' ? spdx(license) : undefined,
    author: typeof author === 'string' ? author : (author as { name?: string } | undefined)?.name,
    texts: readdirSync(folder)
      .filter((entry) => LICENCE_FILE.test(entry))
      .sort()
      .map((entry) => readFileSync(join(folder, entry), 'utf8').trim()),
  };
}

/** Operators of SPDX expressions are written in capitals, which some packages do not do. */
const spdx = (licence: string) =>
  licence.replace(/\s(?:and|or|with)\s/g, (operator) => operator.toUpperCase());
