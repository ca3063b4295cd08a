import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Readable } from 'node:stream';
import { TEST_SERVER } from '../../build/test-server.ts';
import { lineOf } from './in-process.ts';
import { switches } from './switches.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

export interface Spawned {
  readonly child: ChildProcessByStdio<null, Readable, Readable>;
  stdout(): string;
  stderr(): string;
  /** The URL that ends a line of the banner. */
  url(label: string): string | undefined;
  /** Resolves when the banner is printed, or the process has ended. */
  readonly started: Promise<void>;
  /** Resolves to the exit code, or to the signal that ended the process. */
  readonly ended: Promise<number | NodeJS.Signals>;
}

/**
 * The words that run a command of this product. What runs is the build that vitest makes of the sources before the tests
 * (build/test-server.ts), because it starts in less than half of their time.
 */
export const serverCommand = (...words: readonly string[]) =>
  [process.execPath, TEST_SERVER, ...words] as const;

/** Runs a command of this product, without npm: that takes time too, and does not forward every signal. */
export function spawnServer(
  command: string,
  environment: Readonly<Record<string, string>> = {},
  options: readonly string[] = [],
): Spawned {
  return spawnCommand(serverCommand(command, ...options), { cwd: root, environment });
}

/** Runs an npm script, which runs the sources, with only those environment variables of this process that npm needs. */
export function spawnScript(
  script: string,
  environment: Readonly<Record<string, string>> = {},
  options: readonly string[] = [],
): Spawned {
  const command = ['npm', 'run', '--silent', script, '--', ...options] as const;
  return spawnCommand([...command], { cwd: root, environment });
}

/** Runs a command, with the same minimal environment. */
export function spawnCommand(
  [command, ...words]: readonly [string, ...string[]],
  {
    cwd,
    environment = {},
  }: { readonly cwd: string; readonly environment?: Readonly<Record<string, string>> },
): Spawned {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(command, words, {
    cwd,
    env: { PATH, HOME, PORT: '0', SANDBOX_PORT: '0', ...switches, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const started = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<number | NodeJS.Signals>();
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    if (/^Keys? /m.test(stdout)) started.resolve();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  child.on('close', (code, signal) => {
    started.resolve();
    ended.resolve(code ?? signal ?? 'SIGKILL');
  });
  return {
    child,
    stdout: () => stdout,
    stderr: () => stderr,
    url: (label) => lineOf([stdout], label),
    started: started.promise,
    ended: ended.promise,
  };
}
