import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Plugin } from 'rolldown';

/** A file that is published without being bundled. */
export interface CopiedFile {
  readonly from: string;
  /** Its path in the build's output. */
  readonly to: string;
  /** What is changed in it; undefined for nothing. */
  readonly change?: ((content: Buffer) => Buffer) | undefined;
}

/** Copies files into the output, each with the licences that its package ships beside it. */
export function copyFiles(copied: readonly CopiedFile[]): Plugin {
  return {
    name: 'copy files',
    generateBundle() {
      for (const { from, to, change } of copied) {
        const content = readFileSync(from);
        this.emitFile({ type: 'asset', fileName: to, source: change?.(content) ?? content });
        const licences = `${from}.LICENSE.txt`;
        if (!existsSync(licences)) continue;
        const fileName = `${dirname(to)}/${basename(licences)}`;
        this.emitFile({ type: 'asset', fileName, source: readFileSync(licences) });
      }
    },
  };
}
