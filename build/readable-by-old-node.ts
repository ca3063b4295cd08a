import type { Plugin } from 'rolldown';

/**
 * Takes out of a chunk without exports the statement that only says so, which versions of Node that know
 * no ES modules cannot read. The build fails when the chunk has a static import or an export all the same.
 */
export function readableByOldNode(): Plugin {
  return {
    name: 'readable by old Node',
    renderChunk(code, chunk) {
      const result = code.replace(/^export\s*\{\s*\};?$/m, '');
      for (const { type } of this.parse(result).body) {
        if (/^(Import|Export)/.test(type)) this.error(`${chunk.fileName} has an ${type}.`);
      }
      return { code: result, map: null };
    },
  };
}
