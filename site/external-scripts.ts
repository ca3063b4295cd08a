import { createHash } from 'node:crypto';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BASE_PLACEHOLDER } from '../src/http/base-placeholder.ts';

const INLINE_SCRIPT = /<script( id="[\w-]+")?>(.*?)<\/script>/gs;

/**
 * Moves the inline scripts of a built site into files, so that its content security policy can forbid inline scripts.
 * @param folder the folder of the site
 */
export function externalScripts(folder: string): void {
  for (const page of globSync('**/*.html', { cwd: folder })) {
    const html = readFileSync(join(folder, page), 'utf8');
    const without = html.replaceAll(INLINE_SCRIPT, (_, id: string | undefined, script: string) => {
      const hash = createHash('sha256').update(script).digest('base64url').slice(0, 8);
      const name = `assets/inline.${hash}.js`;
      writeFileSync(join(folder, name), script);
      return `<script${id ?? ''} src="${BASE_PLACEHOLDER}/docs/${name}"></script>`;
    });
    writeFileSync(join(folder, page), without);
  }
}
