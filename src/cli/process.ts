import { createWriteStream } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { Socket } from 'node:net';
import { constants } from 'node:os';
import type { Writable } from 'node:stream';
import { setFlagsFromString } from 'node:v8';

// The process: its environment, streams and signals. No other module in src uses `process`.

/** npm forwards Ctrl-C to a child that has already received the terminal's signal: two signals within this time count as
 * one. */
const SAME_WISH_MS = 250;

// Later starts reuse the code that the first one compiled.
enableCompileCache();
// Keep bytecode during idle periods: V8 would discard it and compile it again for the next query.
setFlagsFromString('--no-flush-bytecode');
// The heap would grow to several times what an export needs, because V8 collects late while there is memory.
if (process.argv[2] === 'export') setFlagsFromString('--optimize-for-size');
// A dynamic import, because static imports are compiled before these settings take effect.
const { run } = await import('./cli.ts');
const { createLog } = await import('../log/log.ts');
const { flushed, openLogDestination } = await import('../log/destination.ts');
const { secretsIn } = await import('../config/secrets.ts');
const { ProcessErrors } = await import('./process-errors.ts');
const { takeRole } = await import('../workers/role.ts');

/** Maximum wait for the reader of the last log lines when the process ends. */
const LAST_LINES_MS = 1_000;
/** Maximum wait for the reader of a command's output, unless the process was asked to stop. */
const OUTPUT_MS = 10_000;
/** Maximum wait for the reader of the last lines after a second signal. */
const LAST_LINES_AT_ONCE_MS = 100;

const { env, stdout, stderr } = process;
/** Undefined unless this process is one of several workers. */
const role = takeRole(env);

/** Why the output could not be written, such as for a full disk; not that its reader has read enough. */
let unwritten: NodeJS.ErrnoException | undefined;

for (const stream of [stdout, stderr]) {
  // A closed reader must not end the process; commands that speak a protocol on stdout handle the error themselves.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (stream === stdout && error.code !== 'EPIPE') unwritten ??= error;
  });
  // Node writes to a terminal synchronously, so a paused terminal (Ctrl-S) would block the process.
  if (stream.isTTY) (stream as TerminalStream)._handle?.setBlocking?.(false);
}

interface TerminalStream {
  readonly _handle?: { setBlocking?(blocking: boolean): void };
}

// Node's writes to files are synchronous.
const logDestination = openLogDestination(() =>
  (stderr as Writable) instanceof Socket
    ? stderr
    : createWriteStream('', { fd: stderr.fd, autoClose: false }),
);
const secrets = new Set(secretsIn(env));
const errors = new ProcessErrors(
  createLog({
    // Read directly from the environment: this log is needed before the configuration is read and when it is invalid.
    level: env['LOG_LEVEL']?.trim() === 'silent' ? 'silent' : 'error',
    secrets,
    destination: logDestination,
    worker: role?.number,
  }),
);
const stop = Promise.withResolvers<string>();
let askedAt: number | undefined;
let failed = false;

let reload: (() => Promise<void>) | undefined;
/** A terminal sends SIGHUP when it is closed, which is no wish for other settings. */
const isOnTerminal = stdout.isTTY || stderr.isTTY;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (signal === 'SIGHUP' && reload && !isOnTerminal && askedAt === undefined) {
      void reload();
      return;
    }
    askToStop(signal);
  });
}

function askToStop(signal: 'SIGINT' | 'SIGTERM' | 'SIGHUP'): void {
  const now = performance.now();
  if (askedAt !== undefined && now - askedAt > SAME_WISH_MS) {
    void endNow(128 + constants.signals[signal]);
  }
  askedAt ??= now;
  stop.resolve(signal);
}

const primary =
  role &&
  (await import('../workers/primary.ts')).connectToPrimary(() => {
    // Also when that was ended by a second signal: it is then the second wish for this process.
    askToStop('SIGTERM');
  });
process.on('unhandledRejection', (reason) => {
  errors.rejected(reason);
});
process.on('uncaughtException', (error) => {
  errors.thrown(error);
  failed = true;
  stop.resolve('uncaughtException');
});

/** Ends the process, waiting only for lines that are already written. */
async function endNow(exitCode: number): Promise<never> {
  await logDestination.flushed(LAST_LINES_AT_ONCE_MS);
  process.exit(exitCode);
}

async function runCommand(): Promise<number> {
  try {
    return await run(process.argv.slice(2), {
      environment: env,
      // What a server prints is its banner: the process above the workers prints one for all.
      print: (line) => (primary ? primary.listening(line) : stdout.write(`${line}\n`)),
      printError: (line) => stderr.write(`${line}\n`),
      // Node creates the stream on first access, and most commands do not use stdin.
      get input() {
        return process.stdin;
      },
      output: stdout,
      logDestination,
      secrets,
      onReload(listener) {
        reload = listener;
        return () => {
          reload = undefined;
        };
      },
      faults: () => ({
        droppedLogLines: logDestination.dropped,
        unhandledErrors: errors.count,
      }),
      logIsTerminal: stderr.isTTY,
      worker: role && primary && { role, primary },
      stopRequested: stop.promise,
    });
  } catch (error) {
    errors.thrown(error);
    return 1;
  }
}

const code = await runCommand();
process.exitCode = failed ? 1 : code;
// A command waits for slow readers of its output; a server that was stopped does not wait for readers of its log.
const areFlushed = await Promise.all([
  logDestination.flushed(LAST_LINES_MS),
  flushed(stderr, LAST_LINES_MS),
  flushed(stdout, askedAt === undefined ? OUTPUT_MS : LAST_LINES_MS),
]);
// A stream reports the error of its last write a moment later.
await new Promise(setImmediate);
if (unwritten) {
  stderr.write(`The output could not be written: ${unwritten.message}.\n`);
  process.exitCode = 1;
}
// The channel to the primary process keeps a worker alive.
if (areFlushed.includes(false) || primary) process.exit();
