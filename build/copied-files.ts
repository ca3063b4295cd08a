import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Plugin } from 'rolldown';

/** Files of a package that are published as they are. */
export interface CopiedFiles {
  /** The package's folder. */
  readonly from: string;
  readonly names: readonly string[];
  /** The folder in the build's output that they are copied to. */
  readonly to: string;
}

/** Copies files of a package into the output, each with the licences that its own package ships beside it. */
export function copyFiles({ from, names, to }: CopiedFiles): Plugin {
  const files = names.flatMap((name) => {
    const licences = join(from, `${name}.LICENSE.txt`);
    return existsSync(licences) ? [join(from, name), licences] : [join(from, name)];
  });
  return {
    name: 'copy files',
    generateBundle() {
      for (const file of files) {
        const fileName = `${to}/${basename(file)}`;
        this.emitFile({ type: 'asset', fileName, source: readFileSync(file) });
      }
    },
  };
}
