import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';

/** Logs unhandled errors, each with an id and the number of errors so far. */
export class ProcessErrors {
  readonly #log: Logger;
  #count = 0;

  constructor(log: Logger) {
    this.#log = log;
  }

  /** Number of unhandled errors since the process started. */
  get count(): number {
    return this.#count;
  }

  /**
   * Handles an unhandled rejection. One operation has failed and nothing else is affected, so the process
   * continues to serve.
   */
  rejected(reason: unknown): void {
    this.#report('error', reason, 'unhandled rejection');
  }

  /**
   * Handles an uncaught exception. The interrupted code may have left an inconsistent state, such as a slot that is
   * never released, so the process must not run much longer. Requests in progress, whose changes may have been sent to
   * PostHog, should still get their responses: the caller therefore stops the process as a signal would.
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
