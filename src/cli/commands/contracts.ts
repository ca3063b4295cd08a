import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { generatedFiles } from '../../codegen/generated-files.ts';
import { packageFile } from '../../package-file.ts';
import type { Terminal } from '../terminal.ts';

const root = packageFile('');

/** Writes the generated files that are missing or outdated, and prints the action taken for each. */
export function contracts(terminal: Terminal): number {
  for (const { path, render } of generatedFiles) {
    const file = new URL(path, root);
    const current = read(file);
    const wanted = render(current);
    if (wanted !== current) {
      mkdirSync(new URL('./', file), { recursive: true });
      writeFileSync(file, wanted);
    }
    terminal.print(`${wanted === current ? 'unchanged' : 'written  '}  ${path}`);
  }
  return 0;
}

/** Returns '' if the file does not exist yet. */
function read(file: URL): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}
