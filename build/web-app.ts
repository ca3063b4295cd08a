import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildIfStale } from './if-stale.ts';

const vite = fileURLToPath(new URL('../node_modules/vite/bin/vite.js', import.meta.url));

/** Whether a command serves the web app: `start`, which is also the command of a line that names none. */
export const servesWebApp = (command: string | undefined): boolean =>
  command === undefined || command === 'start' || (command.startsWith('-') && !HELP.has(command));

const HELP: ReadonlySet<string> = new Set(['-h', '--help', '-v', '-V', '--version']);

/**
 * Builds the web app if it is missing or older than its sources, which takes a few seconds. A failure is reported, and
 * the server then says how to build it: the APIs do not need it.
 */
export function buildWebApp(): void {
  // An installation without development dependencies cannot build.
  if (!existsSync(vite)) return;
  try {
    buildIfStale({
      name: 'the web app',
      result: 'dist/web/index.html',
      sources: ['web/{index.html,package.json,*.ts}', 'web/src/**', 'packages/client/src/**'],
      command: [vite, 'build', 'web', '--configLoader', 'native', '--logLevel', 'warn'],
    });
  } catch {
    process.stderr.write('The web app could not be built. The APIs start without it.\n');
  }
}
