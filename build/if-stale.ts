import { execFileSync } from 'node:child_process';
import { globSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));

/** Something that is built from files of this repository. Paths are relative to the repository. */
export interface Build {
  /** What it is called in the line that says that it is built. */
  readonly name: string;
  /** A file of the result, which every build writes anew. */
  readonly result: string;
  /** What it is made of, as patterns. A folder among them notices that one of its files was deleted. */
  readonly sources: readonly string[];
  /** The program that builds it, which Node runs, and its arguments. */
  readonly command: readonly [string, ...string[]];
}

/**
 * Builds something if it is missing or older than its sources.
 * @throws Error when the program fails, which has then said why
 */
export function buildIfStale({ name, result, sources, command }: Build): void {
  const built = changedAt(result);
  const isFresh = !globSync([...sources], { cwd: root }).some((path) => changedAt(path) > built);
  if (isFresh) return;
  process.stderr.write(`Building ${name} …\n`);
  // A process of its own, so that this one does not keep the bundler in memory.
  execFileSync(process.execPath, command, {
    cwd: root,
    // Tests run this too, in another mode.
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

const changedAt = (path: string) =>
  statSync(`${root}${path}`, { throwIfNoEntry: false })?.mtimeMs ?? 0;
