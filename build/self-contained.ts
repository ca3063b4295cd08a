import { isBuiltin } from 'node:module';
import type { Plugin } from 'rolldown';

/** Fails the build when a chunk would import a package, which then had to be installed beside it. */
export function selfContained(): Plugin {
  return {
    name: 'self-contained',
    generateBundle(_options, bundle) {
      for (const output of Object.values(bundle)) {
        if (output.type !== 'chunk') continue;
        for (const name of [...output.imports, ...output.dynamicImports]) {
          if (Object.hasOwn(bundle, name) || isBuiltin(name)) continue;
          this.error(`${output.fileName} imports ${name}, which is not bundled.`);
        }
      }
    },
  };
}
