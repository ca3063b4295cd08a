import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';

/** Logs the errors that no code has handled, each with an id and how many there were. */
export class ProcessErrors {
  readonly #log: Logger;
  #count = 0;

  constructor(log: Logger) {
    this.#log = log;
  }

  /** How many errors nobody has handled since the process started. */
  get count(): number {
    return this.#count;
  }

  /**
   * A promise that nobody listens to was rejected. One operation has failed and everything else is as it
   * was: the process goes on serving.
   */
  rejected(reason: unknown): void {
    this.#report('error', reason, 'unhandled rejection');
  }

  /**
   * An error was thrown where nobody catches it. It has torn apart whatever ran then: a place in a queue may
   * never be given back. So the process is not to go on for long, but the requests under way, whose changes
   * may have left for PostHog, are to get their answers: its caller stops it as a signal would.
   */
  thrown(error: unknown): void {
    this.#report('fatal', error, 'uncaught exception');
  }

  #report(level: 'error' | 'fatal', error: unknown, message: string): void {
    this.#count += 1;
    const err = error instanceof Error ? error : new Error(String(error));
    this.#log[level]({ err, errorId: randomUUID(), unhandledErrors: this.#count }, message);
  }
}
