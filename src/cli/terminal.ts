import type { Readable, Writable } from 'node:stream';
import type { DestinationStream } from 'pino';
import type { Environment } from '../config/config.ts';

/** What a command may know of the process it runs in. */
export interface Terminal {
  readonly environment: Environment;
  /** Writes a line to stdout: what the command was run for. */
  print(line: string): void;
  /** Writes a line to stderr: what went wrong. */
  printError(line: string): void;
  /** stdin and stdout as streams, for a command that speaks a protocol on them. */
  readonly input: Readable;
  readonly output: Writable;
  readonly logDestination: DestinationStream;
  /** Resolves when the process is asked to stop. */
  readonly stopRequested: Promise<string>;
}
