import type { UpstreamLedger } from '../../posthog/request/ledger.ts';

/** Milliseconds of a day. */
export const DAY_MS = 86_400_000;

/**
 * The time of a request: one reading for the whole request, so that two fields never disagree at a
 * boundary. An answer that depends on the time can be cached only for a limited period, so each
 * read is recorded in the ledger.
 */
export class Clock {
  readonly #now: Date;
  readonly #ledger: UpstreamLedger;

  constructor(now: Date, ledger: UpstreamLedger) {
    this.#now = now;
    this.#ledger = ledger;
  }

  /**
   * The current time. A field that reads it is declared `volatile` (core/volatile-fields.ts). Reading it marks
   * the answer too, so that a forgotten declaration fails a test and never makes an answer outdated.
   */
  get now(): Date {
    this.#ledger.isVolatile = true;
    return this.#now;
  }

  /**
   * Whether a moment has passed. An answer that depends on its not having passed is cacheable until
   * then.
   * @param moment epoch milliseconds
   */
  isPast(moment: number): boolean {
    if (moment < this.#now.getTime()) return true;
    this.#ledger.relied({ freshUntil: moment, tags: [] });
    return false;
  }
}
