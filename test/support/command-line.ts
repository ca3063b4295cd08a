import { PassThrough, Readable } from 'node:stream';
import { run } from '../../src/cli/cli.ts';
import type { Environment } from '../../src/config/config.ts';

interface Surroundings {
  readonly environment: Environment;
  /** When the command is asked to stop; by default never. */
  readonly stopRequested?: Promise<string>;
  /** Standard input; by default one without a terminal that has ended. */
  readonly input?: Readable;
}

/** Runs a command line; resolves to its exit code, what it printed to stdout and stderr, and the bytes of its output. */
export async function runCommand(
  words: readonly string[],
  {
    environment,
    stopRequested = new Promise(() => undefined),
    input = Readable.from([]),
  }: Surroundings,
) {
  const printed: string[] = [];
  const complaints: string[] = [];
  const output = new PassThrough();
  const bytes: Buffer[] = [];
  output.on('data', (chunk: Buffer) => bytes.push(chunk));
  const exitCode = await run(words, {
    environment,
    print: (line) => printed.push(line),
    printError: (line) => complaints.push(line),
    input,
    output,
    logDestination: { write: () => undefined },
    faults: () => ({ droppedLogLines: 0, unhandledErrors: 0 }),
    stopRequested,
  });
  return {
    exitCode,
    printed: printed.join('\n'),
    complaints: complaints.join('\n'),
    written: Buffer.concat(bytes),
  };
}
