import { pathToFileURL } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import type { Plugin } from 'rolldown';
import { failWhenUnused, Uses } from './uses.ts';

/**
 * Stores a module that exports nothing but long strings compressed; it is read when the module is. The
 * build fails when nothing imports it, or when it exports anything else.
 */
export function compressStrings(file: RegExp): Plugin {
  const uses = new Uses([String(file)]);
  return failWhenUnused(uses, {
    name: 'compress strings',
    load: {
      filter: { id: file },
      async handler(id) {
        const strings = (await import(pathToFileURL(id).href)) as Readonly<Record<string, unknown>>;
        for (const [name, value] of Object.entries(strings)) {
          if (typeof value !== 'string') this.error(`${name} of ${id} is not a string.`);
        }
        uses.record(String(file));
        return decompressed(Object.keys(strings), JSON.stringify(strings));
      },
    },
  });
}

function decompressed(names: readonly string[], json: string): string {
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_LGWIN, BROTLI_MAX_WINDOW_BITS } = constants;
  // Qualities above this one take ten times as long, for a tenth less.
  const params = { [BROTLI_PARAM_QUALITY]: 9, [BROTLI_PARAM_LGWIN]: BROTLI_MAX_WINDOW_BITS };
  const text = brotliCompressSync(json, { params }).toString('base64');
  return [
    "import { brotliDecompressSync } from 'node:zlib';",
    `const bytes = brotliDecompressSync(Buffer.from('${text}', 'base64'));`,
    `export const { ${names.join(', ')} } = JSON.parse(bytes.toString());`,
  ].join('\n');
}
