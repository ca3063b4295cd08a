import type { Lease, SharedLeases } from '../../../shared-store/shared-store.ts';

/** How long the end of a replica goes unnoticed at most, in milliseconds. */
const LEASE_MS = 6_000;
/** A third of it, so that one renewal may fail. */
const RENEW_EVERY_MS = 2_000;

/** A lease that is renewed until it is released. */
export class KeptLease {
  readonly #lease: Lease;
  readonly #timer: NodeJS.Timeout;

  private constructor(lease: Lease) {
    this.#lease = lease;
    this.#timer = setInterval(() => {
      // It lapses if the store cannot be reached for long: what others then do is safe, they only read.
      lease.renew(LEASE_MS).catch(() => undefined);
    }, RENEW_EVERY_MS).unref();
  }

  /** Takes a lease; undefined while another replica or request has it. @throws StoreUnavailable */
  static async acquire(leases: SharedLeases, name: string): Promise<KeptLease | undefined> {
    const lease = await leases.acquire(name, LEASE_MS);
    return lease && new KeptLease(lease);
  }

  /** Gives it back, or lets it lapse. */
  async release(): Promise<void> {
    clearInterval(this.#timer);
    await this.#lease.release().catch(() => undefined);
  }
}
