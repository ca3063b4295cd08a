import type { Lease } from '../../../shared-store/shared-store.ts';
import type { PollerParts } from '../poller.ts';

/** Renewals in the time of one lease. */
const RENEWALS = 3;

/** The time during which this replica polls for all: it holds the lease and renews it. */
export class Leadership {
  readonly lease: Lease;
  readonly #over = new AbortController();
  readonly #sleep: PollerParts['sleep'];
  readonly #leaseMs: () => number;
  #renewedFor: number;
  #pause: AbortController | undefined;
  /** True when another replica may have the lease. */
  isLost = false;
  /** What ended it, if it was not `end` and not another replica: `StoreUnavailable` when the store did not answer. */
  failure: unknown;
  /** Aborts when it is over, or when `until` does. */
  readonly signal: AbortSignal;

  /**
   * @param until aborts when this replica does not want to poll any more
   * @param leaseMs how long the lease is to be now
   */
  constructor(
    lease: Lease,
    until: AbortSignal,
    { sleep, leaseMs }: { sleep: PollerParts['sleep']; leaseMs: () => number },
  ) {
    this.lease = lease;
    this.#sleep = sleep;
    this.#leaseMs = leaseMs;
    this.#renewedFor = leaseMs();
    this.signal = AbortSignal.any([until, this.#over.signal]);
  }

  /** Renews the lease until the leadership is over. */
  async hold(): Promise<void> {
    while (!this.signal.aborted) {
      this.#pause = new AbortController();
      const woken = AbortSignal.any([this.signal, this.#pause.signal]);
      // oxlint-disable-next-line no-await-in-loop -- one renewal after the other
      await this.#sleep(this.#renewedFor / RENEWALS, woken).catch((error: unknown) => {
        if (!woken.aborted) throw error;
      });
      // oxlint-disable-next-line no-await-in-loop -- one renewal after the other
      if (!this.signal.aborted) await this.#renew();
    }
  }

  /** The interval between two checks has changed: a shorter lease is renewed at once. */
  adapt(): void {
    if (this.#leaseMs() < this.#renewedFor) this.#pause?.abort();
  }

  /** @param error what the store threw */
  failed(error: unknown): void {
    this.failure ??= error;
    this.end();
  }

  end(): void {
    this.#over.abort();
  }

  async #renew(): Promise<void> {
    this.#renewedFor = this.#leaseMs();
    try {
      if (await this.lease.renew(this.#renewedFor)) return;
      this.isLost = true;
      this.end();
    } catch (error) {
      this.failed(error);
    }
  }
}
