import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Where revisions come from. */
const REPOSITORY = join(import.meta.dirname, '../..');
/** Where they are built: not below the repository, whose packages they must not find. */
const BUILDS = join(tmpdir(), 'posthog-experiments-graph-bench');

/** What one side runs. */
export interface Revision {
  readonly name: string;
  /** Id of the git tree: the same for the same files, whatever commit has them. */
  readonly tree: string;
}

/**
 * Finds a revision; without one the working tree, with all that is not committed yet.
 * @throws Error when git does not know it
 */
export function findRevision(revision: string | undefined, repository = REPOSITORY): Revision {
  const git = (words: readonly string[], env: Record<string, string> = {}) =>
    execFileSync('git', words, {
      cwd: repository,
      encoding: 'utf8',
      // What git says of a failure is part of the error.
      stdio: 'pipe',
      env: { ...process.env, ...env },
    }).trim();
  if (revision !== undefined) {
    const find = (what: string) => git(['rev-parse', '--verify', '--end-of-options', what]);
    const commit = find(`${revision}^{commit}`).slice(0, 8);
    return { name: commit, tree: find(`${commit}^{tree}`) };
  }
  const directory = mkdtempSync(join(tmpdir(), 'bench-index-'));
  try {
    // An index of its own: that of the user stays as it is.
    const index = { GIT_INDEX_FILE: join(directory, 'index') };
    git(['read-tree', 'HEAD'], index);
    git(['add', '--all'], index);
    return { name: 'working tree', tree: git(['write-tree'], index) };
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/**
 * The directory where a revision is built, in the folder for temporary files. Each is installed and built once.
 * @throws Error when it cannot be installed or built
 */
export function buildRevision(
  { name, tree }: Revision,
  { repository = REPOSITORY, builds = BUILDS } = {},
): string {
  const directory = join(builds, tree);
  const built = join(directory, 'dist/.built');
  if (existsSync(built)) return directory;
  console.log(`${name} is built in ${directory}`);
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  const archive = execFileSync('git', ['archive', '--format=tar', tree], {
    cwd: repository,
    maxBuffer: 2 ** 30,
  });
  execFileSync('tar', ['-x'], { cwd: directory, input: archive });
  install(directory, repository);
  npm(directory, 'run', '--silent', 'build');
  writeFileSync(built, '');
  return directory;
}

/** Packages of the same lock file are hard links to those of the repository. */
function install(directory: string, repository: string): void {
  const lock = (at: string) => readFileSync(join(at, 'package-lock.json'), 'utf8');
  if (lock(directory) !== lock(repository)) {
    npm(directory, 'ci', '--no-audit', '--no-fund', '--loglevel=error');
    return;
  }
  for (const folder of packageFolders(lock(repository))) {
    const from = join(repository, folder);
    const to = join(directory, folder);
    if (!existsSync(from)) continue;
    mkdirSync(dirname(to), { recursive: true });
    try {
      execFileSync('cp', ['--archive', '--link', from, to], { stdio: 'ignore' });
    } catch {
      // Another file system.
      rmSync(to, { recursive: true, force: true });
      cpSync(from, to, { recursive: true, verbatimSymlinks: true });
    }
  }
}

/** The folders `node_modules` of the repository and its workspaces. */
function packageFolders(lock: string): Set<string> {
  const { packages } = JSON.parse(lock) as { packages: Record<string, unknown> };
  return new Set(
    Object.keys(packages).flatMap((path) => /^(.*?node_modules)\//.exec(path)?.[1] ?? []),
  );
}

/**
 * The environment without what the npm that runs the benchmark has added, which is about its own folder. The rest stays,
 * since proxies and certificates are part of it.
 */
function environmentOfNpm(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^(?:npm_|NODE_ENV$)/i.test(name));
  return Object.fromEntries(own);
}

/** @throws Error with what npm printed */
function npm(cwd: string, ...words: string[]): void {
  const { status, stdout, stderr } = spawnSync('npm', words, {
    cwd,
    env: environmentOfNpm(),
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`npm ${words.join(' ')} in ${cwd}:\n${stdout}${stderr}`);
}
