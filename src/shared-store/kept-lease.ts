import type { Lease } from './shared-store.ts';

/** Renewals in the time of one lease, so that one of them may fail. */
const RENEWALS = 3;

/** A lease that is renewed until it is released. Its timer does not keep the process alive. */
export class KeptLease {
  readonly #lease: Lease;
  readonly #timer: NodeJS.Timeout;

  /** @param ttlMs the milliseconds for which it was acquired: how long the end of its replica goes unnoticed at most */
  constructor(lease: Lease, ttlMs: number) {
    this.#lease = lease;
    this.#timer = setInterval(() => {
      // It lapses if the store cannot be reached for long.
      lease.renew(ttlMs).catch(() => undefined);
    }, ttlMs / RENEWALS).unref();
  }

  /** Gives it back, or lets it lapse. Never fails. */
  async release(): Promise<void> {
    this.stopRenewing();
    await this.#lease.release().catch(() => undefined);
  }

  /** Keeps it for what is left of its time. */
  stopRenewing(): void {
    clearInterval(this.#timer);
  }
}
