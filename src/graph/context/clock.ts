import type { UpstreamLedger } from '../../posthog/request/ledger.ts';

/**
 * The time of a request: one reading for the whole of it, so that two fields never disagree at a
 * boundary. What is said of the time bounds how long the answer may be kept, so reading it is noted.
 */
export class Clock {
  readonly #now: Date;
  readonly #ledger: UpstreamLedger;

  constructor(now: Date, ledger: UpstreamLedger) {
    this.#now = now;
    this.#ledger = ledger;
  }

  /**
   * The moment itself. A field that reads it is declared `volatile` (core/volatile-fields.ts). Reading it marks the
   * answer as well, so that a declaration that was forgotten fails a test and makes no answer old.
   */
  get now(): Date {
    this.#ledger.isVolatile = true;
    return this.#now;
  }

  /**
   * Whether a moment has come. An answer that rests on its being to come may be kept until then.
   * @param moment epoch milliseconds
   */
  isPast(moment: number): boolean {
    if (moment < this.#now.getTime()) return true;
    this.#ledger.relied({ freshUntil: moment, tags: [] });
    return false;
  }
}
