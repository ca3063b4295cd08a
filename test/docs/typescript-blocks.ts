import { join } from 'node:path';
import ts from 'typescript';
import type { CodeBlock } from './code-blocks.ts';
import { root } from './documents.ts';

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2024,
  lib: ['lib.es2024.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  moduleDetection: ts.ModuleDetectionKind.Force,
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  allowImportingTsExtensions: true,
  types: [],
  // The packages' own entry points, before they are built.
  paths: {
    'posthog-experiments-graph': [join(root, 'src/exports.ts')],
    '@posthog-experiments-graph/client/*': [join(root, 'packages/client/src/*.ts')],
  },
};

/** What bundlers give for the import of a file as text. */
const TEXT_IMPORTS = "declare module '*?raw' { const text: string; export default text; }";

/** A part of a program is made of statements, or of properties of an object. */
function fragmentSource(text: string): string {
  const { diagnostics = [] } = ts.transpileModule(text, { reportDiagnostics: true });
  return diagnostics.length === 0 ? text : `export default {\n${text}\n};`;
}

/** Errors of the TypeScript blocks of documents, each of which is a module of its own, with their places. */
export function typeErrors(blocks: readonly CodeBlock[]): string[] {
  const files = new Map([
    [join(root, 'text-imports.d.ts'), { place: 'text imports', text: TEXT_IMPORTS }],
    ...blocks.map(({ place, role, text }, index) => {
      const source = role === 'fragment' ? fragmentSource(text) : text;
      return [join(root, `block-${index}.ts`), { place, text: source }] as const;
    }),
  ]);
  const host = ts.createCompilerHost(options);
  const program = ts.createProgram([...files.keys()], options, {
    ...host,
    fileExists: (path) => files.has(path) || host.fileExists(path),
    readFile: (path) => files.get(path)?.text ?? host.readFile(path),
    getSourceFile(path, version, ...rest) {
      const text = files.get(path)?.text;
      return text === undefined
        ? host.getSourceFile(path, version, ...rest)
        : ts.createSourceFile(path, text, version);
    },
  });
  return [...files].flatMap(([path, { place }]) => {
    const isFragment = blocks.find((one) => one.place === place)?.role === 'fragment';
    const source = program.getSourceFile(path);
    // A fragment is a part of something that it does not show, so that only its syntax can be checked.
    const errors = isFragment
      ? program.getSyntacticDiagnostics(source)
      : [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    return errors.map(
      ({ messageText }) => `${place}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`,
    );
  });
}
