import type { FilesByPackage } from './baseline.ts';

/** What a release is checked for. */
export interface ReleaseState {
  /** Lines of `git status --porcelain`. */
  readonly changedPaths: readonly string[];
  /** What the changesets ask for, for each package. */
  readonly bumps: readonly { readonly type: string; readonly oldVersion: string | undefined }[];
  /** Public files of the last release, and of what has been built. */
  readonly releasedFiles: FilesByPackage;
  readonly files: FilesByPackage;
  /** Lines of the released TypeScript API that are gone. */
  readonly removedFromApi: Readonly<Record<string, readonly string[]>>;
}

/** Files that a release contains whatever else changes. */
const NEEDED: FilesByPackage = {
  'posthog-experiments-graph': [
    'LICENSE',
    'README.md',
    'dist/THIRD-PARTY-NOTICES.txt',
    'dist/index.d.ts',
    'dist/index.js',
    'dist/main.js',
    'dist/sbom.cdx.json',
    'schema/schema.graphql',
  ],
  '@posthog-experiments-graph/client': ['LICENSE', 'README.md', 'dist/schema.graphql'],
};

/** Why a release cannot be made; one sentence each. */
export function problemsOf(state: ReleaseState): string[] {
  const { changedPaths, bumps, releasedFiles, files, removedFromApi } = state;
  const problems = changedPaths.map((path) => `Not committed: ${path.trim()}`);
  if (bumps.length === 0) problems.push('There is no changeset: docs/releasing.md');
  const mayBreak = bumps.some(({ type, oldVersion }) => isBreaking(type, oldVersion));
  for (const [name, present] of Object.entries(files)) {
    const lacks = (path: string) => !present.includes(path);
    for (const path of (NEEDED[name] ?? []).filter(lacks)) problems.push(`${name} lacks ${path}.`);
    if (mayBreak) continue;
    for (const path of (releasedFiles[name] ?? []).filter(lacks))
      problems.push(`${name} has lost ${path}, which needs a changeset that may break clients.`);
  }
  if (mayBreak) return problems;
  for (const [report, lines] of Object.entries(removedFromApi))
    for (const line of lines)
      problems.push(
        `The API ${report} has lost "${line.trim()}", which needs a changeset that may break clients.`,
      );
  return problems;
}

/** Before 1.0.0 a minor release may break clients, from then on only a major one. */
const isBreaking = (type: string, version = '') =>
  type === 'major' || (type === 'minor' && version.startsWith('0.'));
