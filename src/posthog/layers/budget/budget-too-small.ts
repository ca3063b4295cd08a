/** Thrown when the calls will not fit before the operation's deadline. */
export class BudgetTooSmall extends Error {
  readonly available: number;
  /** Seconds until they would fit; undefined if they never will. */
  readonly retryAfterSeconds: number | undefined;

  constructor(available: number, waitMs: number) {
    super('The calls do not fit into the remaining budget.');
    this.available = available;
    this.retryAfterSeconds = Number.isFinite(waitMs) ? Math.ceil(waitMs / 1_000) : undefined;
  }
}
