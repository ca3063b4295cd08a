import { globSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import ts from 'typescript';

const root = new URL('../../', import.meta.url);

/** One import of one source file by another, both as paths from `src/`. */
export interface Import {
  readonly from: string;
  readonly to: string;
  /** True for an import that is erased before the code runs. */
  readonly typeOnly: boolean;
}

/** Every import, re-export, dynamic import and `import('…')` type between the files of src. */
export function readImports(): Import[] {
  return globSync('src/**/*.ts', { cwd: root }).flatMap((path) =>
    importsOf(path.replaceAll('\\', '/'), readFileSync(new URL(path, root), 'utf8')),
  );
}

/** True for `index.ts` files that do anything but import other files for their effects. */
export function readImpureIndexes(): string[] {
  return globSync('src/**/index.ts', { cwd: root, exclude: ['src/**/generated/**'] }).filter(
    (path) => {
      const text = readFileSync(new URL(path, root), 'utf8');
      const { statements } = ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
      return !statements.every((one) => ts.isImportDeclaration(one) && !one.importClause);
    },
  );
}

function importsOf(path: string, text: string): Import[] {
  const from = path.replace(/^src\//, '');
  const found: Import[] = [];
  const add = (specifier: ts.Node | undefined, typeOnly: boolean) => {
    if (!specifier || !ts.isStringLiteral(specifier) || !specifier.text.startsWith('.')) return;
    found.push({ from, to: posix.join(posix.dirname(from), specifier.text), typeOnly });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      add(node.moduleSpecifier, isErased(node.importClause));
    } else if (ts.isExportDeclaration(node)) {
      add(node.moduleSpecifier, node.isTypeOnly);
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node.arguments[0], false);
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      add(node.argument.literal, true);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true));
  return found;
}

/** `import type { X }`; `import { type X }` still loads the file. */
function isErased(clause: ts.ImportClause | undefined): boolean {
  return clause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
}
