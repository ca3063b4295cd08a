import type { Plugin } from 'rolldown';

const builtinImport =
  /^import\s*(?:([\w$]+)\s*,\s*)?([\w$]+|\* as [\w$]+|\{[^}]*\})\s*from\s*["'](node:[\w/]+)["'];?$/gm;

function readByName(_text: string, whole: string | undefined, names: string, builtin: string) {
  // Loading node:process as a module reads every property of it, among them stdin, which opens it.
  const read =
    builtin === 'node:process'
      ? 'globalThis.process'
      : `globalThis.process.getBuiltinModule('${builtin}')`;
  const parts = names.replace('* as ', '').replaceAll(' as ', ': ');
  return `const ${whole === undefined ? '' : `${whole} = ${read}, `}${parts} = ${read};`;
}

/**
 * Reads from Node's own modules only what is used of them. An import reads everything that such a module
 * exports, and reading some of it loads much: of node:http a whole fetch, of node:fs what a prompt needs.
 * The build fails when an import of one is left, or when there was none.
 */
export function readBuiltinsByName(): Plugin {
  const name = 'read builtins by name';
  let rewritten = 0;
  return {
    name,
    renderChunk(code, chunk) {
      const result = code.replaceAll(
        builtinImport,
        (...found: [string, string | undefined, string, string]) => {
          rewritten++;
          return readByName(...found);
        },
      );
      for (const statement of this.parse(result).body) {
        const source = statement.type === 'ImportDeclaration' ? statement.source.value : '';
        if (!source.startsWith('node:')) continue;
        this.error(`"${name}" did not understand an import of ${source} in ${chunk.fileName}.`);
      }
      return { code: result, map: null };
    },
    generateBundle() {
      if (rewritten === 0) this.error(`"${name}" found no import to rewrite.`);
    },
  };
}
