import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dockerContext } from './docker-context.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The published package, installed in an empty folder. */
export interface InstalledTarball {
  /** The folder of the installation. */
  readonly folder: string;
  /** The package's own folder in there. */
  readonly home: string;
  /** The folder of the client kit, which is installed beside it. */
  readonly kit: string;
  /** The command it installs. */
  readonly bin: string;
  remove(): void;
}

function npm(cwd: string, ...words: string[]): void {
  const { PATH = '', HOME = '' } = process.env;
  execFileSync('npm', words, { cwd, env: { PATH, HOME }, stdio: ['ignore', 'ignore', 'inherit'] });
}

/**
 * Packs the repository like the Dockerfile, from only the files that it copies, and installs the tarball
 * without a network.
 */
export function installTarball(): InstalledTarball {
  const work = mkdtempSync(join(tmpdir(), 'package-'));
  const [checkout, folder] = [join(work, 'checkout'), join(work, 'empty')];
  const context = dockerContext(root);
  for (const file of context.sources.flatMap((source) => context.filesOf(source))) {
    cpSync(join(root, file), join(checkout, file));
  }
  for (const modules of ['node_modules', 'web/node_modules'])
    symlinkSync(join(root, modules), join(checkout, modules));
  npm(checkout, 'pack', '--loglevel=error', '--pack-destination', work);
  // The build of the one has built the other.
  const kit = ['--ignore-scripts', '--workspace', 'packages/client'];
  npm(checkout, 'pack', '--loglevel=error', ...kit, '--pack-destination', work);
  const tarballs = readdirSync(work).filter((name) => name.endsWith('.tgz'));
  mkdirSync(folder);
  npm(folder, 'install', '--offline', '--no-audit', ...tarballs.map((name) => join(work, name)));
  const name = 'posthog-experiments-graph';
  return {
    folder,
    home: join(folder, 'node_modules', name),
    kit: join(folder, 'node_modules/@posthog-experiments-graph/client'),
    bin: join(folder, 'node_modules/.bin', name),
    remove: () => rmSync(work, { recursive: true, force: true }),
  };
}
