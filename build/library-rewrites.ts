import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Plugin } from 'rolldown';
import { failWhenUnused, Uses } from './uses.ts';

/** A file of a package, and the module that takes its place. */
export interface ReplacedFile {
  readonly file: RegExp;
  readonly instead: string;
}

/** Replaces whole files of packages. The build fails when one of them is no longer loaded. */
export function replaceFiles(replacements: readonly ReplacedFile[]): Plugin {
  const uses = new Uses(replacements.map(({ file }) => String(file)));
  return failWhenUnused(uses, {
    name: 'replace files',
    load: {
      filter: { id: replacements.map(({ file }) => file) },
      handler: (id) => {
        const found = replacements.find(({ file }) => file.test(id));
        if (found) uses.record(String(found.file));
        return found?.instead;
      },
    },
  });
}

/** A text in the files of a package, and what takes its place. */
export interface ReplacedText {
  readonly file: RegExp;
  readonly text: string;
  readonly by: string;
}

/** Replaces a text in files of a package. The build fails when none of them contains it. */
export function replaceText({ file, text, by }: ReplacedText): Plugin {
  const uses = new Uses([text]);
  return failWhenUnused(uses, {
    name: 'replace text',
    transform: {
      filter: { id: file },
      handler: (code) => {
        if (!code.includes(text)) return undefined;
        uses.record(text);
        return { code: code.replaceAll(text, by), map: null };
      },
    },
  });
}

/**
 * Resolves a package, whole or by file, to its ES modules. Some packages require graphql and some import
 * it: two copies would not recognise each other's types. The build fails when nothing imports it, or when
 * it has no such module.
 */
export function oneCopy(name: string): Plugin {
  const { resolve } = createRequire(import.meta.url);
  const uses = new Uses([name]);
  return failWhenUnused(uses, {
    name: 'one copy',
    resolveId: {
      filter: { id: new RegExp(`^${name}(/|$)`) },
      handler(id) {
        const file = resolve(id).replace(/\.js$/, '.mjs');
        if (!existsSync(file)) this.error(`${id} has no ES module at ${file}.`);
        uses.record(name);
        return file;
      },
    },
  });
}
