import { createWriteStream } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { Socket } from 'node:net';
import { constants } from 'node:os';
import type { Writable } from 'node:stream';
import { setFlagsFromString } from 'node:v8';

// The process: its environment, streams and signals. Nothing else in src touches `process`.

/** npm passes a Ctrl-C on to a child that the terminal has already told: within this time it is one wish, not two. */
const SAME_WISH_MS = 250;

// What the first start compiles, later ones read.
enableCompileCache();
// What was compiled stays so while nobody asks: V8 would throw it away and compile it again for the next query.
setFlagsFromString('--no-flush-bytecode');
// Not imported above, where it would be compiled before that.
const { run } = await import('./cli.ts');
const { createLog } = await import('../log/log.ts');
const { flushed, openLogDestination } = await import('../log/destination.ts');
const { ProcessErrors } = await import('./process-errors.ts');

/** How long the last lines may take to be read when the process is over. */
const LAST_LINES_MS = 1_000;
/** How long what a command printed may take to be read, when nobody asked for the end. */
const OUTPUT_MS = 10_000;
/** How long the last lines may take for somebody who asked a second time. */
const LAST_LINES_AT_ONCE_MS = 100;

const { env, stdout, stderr } = process;

for (const stream of [stdout, stderr]) {
  // A reader that went away is not worth ending for; whoever reads stdout as a protocol hears of it by itself.
  stream.on('error', () => undefined);
  // Node makes writes to a terminal wait, and one that was stopped (Ctrl-S) would stop the process.
  if (stream.isTTY) (stream as TerminalStream)._handle?.setBlocking?.(false);
}

interface TerminalStream {
  readonly _handle?: { setBlocking?(blocking: boolean): void };
}

// Node writes to files while everything else waits.
const logDestination = openLogDestination(() =>
  (stderr as Writable) instanceof Socket
    ? stderr
    : createWriteStream('', { fd: stderr.fd, autoClose: false }),
);
const errors = new ProcessErrors(
  createLog({
    // Before any configuration is read, and whatever is wrong with it.
    level: env['LOG_LEVEL']?.trim() === 'silent' ? 'silent' : 'error',
    secrets: [env['POSTHOG_API_KEY']?.trim(), env['GATEWAY_TOKEN']?.trim()],
    destination: logDestination,
  }),
);
const stop = Promise.withResolvers<string>();
let askedAt: number | undefined;
let failed = false;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    const now = performance.now();
    if (askedAt !== undefined && now - askedAt > SAME_WISH_MS) {
      void endNow(128 + constants.signals[signal]);
    }
    askedAt ??= now;
    stop.resolve(signal);
  });
}
process.on('unhandledRejection', (reason) => {
  errors.rejected(reason);
});
process.on('uncaughtException', (error) => {
  errors.thrown(error);
  failed = true;
  stop.resolve('uncaughtException');
});

/** Ends the process without waiting for anything but the lines that are already written. */
async function endNow(exitCode: number): Promise<never> {
  await logDestination.flushed(LAST_LINES_AT_ONCE_MS);
  process.exit(exitCode);
}

async function runCommand(): Promise<number> {
  try {
    return await run(process.argv.slice(2), {
      environment: env,
      print: (line) => stdout.write(`${line}\n`),
      printError: (line) => stderr.write(`${line}\n`),
      // Node makes a stream when it is first read; most commands have no use for stdin.
      get input() {
        return process.stdin;
      },
      output: stdout,
      logDestination,
      stopRequested: stop.promise,
    });
  } catch (error) {
    errors.thrown(error);
    return 1;
  }
}

const code = await runCommand();
process.exitCode = failed ? 1 : code;
// What a command was run for may be read slowly; what a server says is not worth staying alive for.
const areFlushed = await Promise.all([
  logDestination.flushed(LAST_LINES_MS),
  flushed(stderr, LAST_LINES_MS),
  flushed(stdout, askedAt === undefined ? OUTPUT_MS : LAST_LINES_MS),
]);
if (areFlushed.includes(false)) process.exit();
