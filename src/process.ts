import { enableCompileCache } from 'node:module';
import { constants } from 'node:os';
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
const { destination } = await import('pino');

/** How long something left over, such as output that nobody reads, may keep a finished process alive. */
const LEFT_OVER_MS = 1_000;

const stop = Promise.withResolvers<string>();
let askedAt: number | undefined;

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    const now = performance.now();
    if (askedAt !== undefined && now - askedAt > SAME_WISH_MS) {
      process.exit(128 + constants.signals[signal]);
    }
    askedAt ??= now;
    stop.resolve(signal);
  });
}

process.exitCode = await run(process.argv.slice(2), {
  environment: process.env,
  print: (line) => process.stdout.write(`${line}\n`),
  complain: (line) => process.stderr.write(`${line}\n`),
  // Node makes a stream when it is first read; most commands have no use for stdin.
  get input() {
    return process.stdin;
  },
  output: process.stdout,
  logDestination: destination({ fd: process.stderr.fd, sync: true }),
  stopRequested: stop.promise,
});

setTimeout(() => {
  process.exit();
}, LEFT_OVER_MS).unref();
