import type { Readable, Writable } from 'node:stream';
import type { DestinationStream } from 'pino';
import type { Environment } from '../config/config.ts';
import type { ProcessFaults } from '../metrics/state/server.ts';
import type { Primary } from '../workers/primary.ts';
import type { WorkerRole } from '../workers/role.ts';

/** The parts of the process that a command may use. */
export interface Terminal {
  readonly environment: Environment;
  /** Writes a line of the command's output to stdout. */
  print(line: string): void;
  /** Writes an error message to stderr. */
  printError(line: string): void;
  /** stdin and stdout as streams, for a command that uses them for a protocol. Reading `input` opens stdin. */
  readonly input: Readable;
  readonly output: Writable;
  readonly logDestination: DestinationStream;
  /** Texts that are removed from the log of the process; a command adds those of its settings. */
  readonly secrets?: Set<string>;
  /**
   * Calls `listener` when the process is asked to reload its settings, which otherwise stops it. Returns a function that
   * ends this. Absent where a process cannot be asked.
   */
  readonly onReload?: (listener: () => Promise<void>) => () => void;
  /** What has gone wrong in the process since its start. */
  readonly faults: () => ProcessFaults;
  /** Whether people read the log on a terminal; by default they do not. */
  readonly logIsTerminal?: boolean;
  /** What this process is as one of several workers, and the process that has started it; absent in any other. */
  readonly worker?: { readonly role: WorkerRole; readonly primary: Primary } | undefined;
  /** Resolves when the process is asked to stop. */
  readonly stopRequested: Promise<string>;
}
