import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository, with a slash at the end. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** Paths of all files of the repository, from its root: committed ones, and new ones that Git does not ignore. */
export function repositoryFiles(): string[] {
  const words = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const listed = execFileSync('git', words, { cwd: root, encoding: 'utf8' });
  const paths = new Set(listed.split('\0').filter((path) => path !== ''));
  return [...paths].filter((path) => existsSync(`${root}${path}`));
}

/** All Markdown documents among some files: text by path. */
export function markdownOf(files: readonly string[]): Map<string, string> {
  const paths = files.filter((path) => posix.extname(path) === '.md');
  return new Map(paths.map((path) => [path, readFileSync(`${root}${path}`, 'utf8')]));
}
