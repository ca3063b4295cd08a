import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { parseAllDocuments } from 'yaml';

/** A file or a resource of Kubernetes, as it is written. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
  // oxlint-disable-next-line typescript/no-explicit-any -- the type depends on the kind
  readonly [property: string]: any;
}

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** The paths of YAML files below a directory of the repository. */
export const yamlFiles = (directory: string): readonly string[] =>
  globSync(`${directory}/**/*.{yaml,yml}`, { cwd: root }).toSorted();

/** The documents of YAML. @throws YAMLParseError */
export function manifestsIn(text: string): readonly Manifest[] {
  return parseAllDocuments(text).map((document) => {
    for (const error of document.errors) throw error;
    return document.toJS() as Manifest;
  });
}

export const readManifests = (file: string): readonly Manifest[] =>
  manifestsIn(readFileSync(`${root}${file}`, 'utf8'));

/**
 * What the compiler says against manifests as values of the types of Kubernetes: fields that are missing, that do not
 * exist or have another type, one sentence each.
 */
export function typeErrors(manifests: readonly Manifest[]): readonly string[] {
  const file = `${root}test/deployment/manifests.generated.ts`;
  const text = manifests
    .map(
      (manifest, index) =>
        `export const m${index}: import('${typesOf(manifest)}').${manifest.kind} = ${JSON.stringify(manifest, null, 1)};`,
    )
    .join('\n');
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
    lib: ['lib.es2022.d.ts'],
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
  };
  const host = ts.createCompilerHost(options);
  const readFile = host.getSourceFile.bind(host);
  host.getSourceFile = (name, languageOptions) =>
    name === file
      ? ts.createSourceFile(name, text, languageOptions)
      : readFile(name, languageOptions);
  const diagnostics = ts.getPreEmitDiagnostics(ts.createProgram([file], options, host));
  return diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}

/** The module with the types of a manifest's API: `apps/v1`, `networking.k8s.io/v1` or, of the core, `v1`. */
function typesOf({ apiVersion }: Manifest): string {
  const [version, group = 'core'] = apiVersion.split('/').toReversed();
  return `kubernetes-types/${group.replace(/\..*/, '')}/${version}`;
}
