import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import dockerignore from '@balena/dockerignore';

/** The files of a build context, and which of them a Dockerfile copies. */
export interface DockerContext {
  /** The sources of its COPY instructions, without those that copy from another stage. */
  readonly sources: readonly string[];
  /** The files that `docker build` sends, as paths from the repository's root. */
  readonly files: readonly string[];
  /** The files that a source matches. */
  readonly filesOf: (source: string) => readonly string[];
}

const NEVER_COMMITTED = /(^|\/)(node_modules|\.git|dist)(\/|$)/;

/** Reads the Dockerfile and .dockerignore of a repository as `docker build` does. */
export function dockerContext(root: string): DockerContext {
  const ignored = dockerignore.default().add(readFileSync(join(root, '.dockerignore'), 'utf8'));
  const entries = globSync('{.*,**,**/.*/**}', {
    cwd: root,
    withFileTypes: true,
    exclude: ({ parentPath, name }) =>
      NEVER_COMMITTED.test(join(parentPath, name).slice(root.length)),
  });
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(root.length))
    .filter((path) => !ignored.ignores(path));
  return {
    sources: copySources(readFileSync(join(root, 'Dockerfile'), 'utf8')),
    files,
    filesOf: (source) => files.filter((path) => path === source || path.startsWith(`${source}/`)),
  };
}

/** The sources of COPY instructions: all words but the flags and the last, which is the destination. */
function copySources(dockerfile: string): string[] {
  const instructions = dockerfile.replaceAll(/\\\n/g, ' ').split('\n');
  return instructions
    .filter((line) => /^COPY\s/i.test(line) && !line.includes('--from='))
    .flatMap((line) =>
      line
        .split(/\s+/)
        .slice(1, -1)
        .filter((word) => !word.startsWith('--')),
    );
}
