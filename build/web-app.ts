import { execFileSync } from 'node:child_process';
import { existsSync, globSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));

/** What the web app is made of. */
const SOURCES = ['web/{index.html,package.json,*.ts}', 'web/src/**', 'packages/client/src/**'];

/** Whether a command serves the web app: `start`, which is also the command of a line that names none. */
export const servesWebApp = (command: string | undefined): boolean =>
  command === undefined || command === 'start' || (command.startsWith('-') && !HELP.has(command));

const HELP: ReadonlySet<string> = new Set(['-h', '--help', '-v', '-V', '--version']);

/**
 * Builds the web app if it is missing or older than its sources, which takes a few seconds. A failure is reported, and
 * the server then says how to build it: the APIs do not need it.
 */
export function buildWebApp(): void {
  const vite = `${root}node_modules/vite/bin/vite.js`;
  // An installation without development dependencies cannot build.
  if (!existsSync(vite) || !isStale()) return;
  process.stderr.write('Building the web app …\n');
  const config = ['--configLoader', 'native', '--logLevel', 'warn'];
  try {
    // A process of its own, so that the server does not keep the bundler in memory.
    execFileSync(process.execPath, [vite, 'build', 'web', ...config], {
      cwd: root,
      // Tests run this too, in another mode.
      env: { ...process.env, NODE_ENV: 'production' },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  } catch {
    process.stderr.write('The web app could not be built. The APIs start without it.\n');
  }
}

function isStale(): boolean {
  const built = changedAt('dist/web/index.html');
  return globSync([...SOURCES], { cwd: root }).some((path) => changedAt(path) > built);
}

const changedAt = (path: string) =>
  statSync(`${root}${path}`, { throwIfNoEntry: false })?.mtimeMs ?? 0;
