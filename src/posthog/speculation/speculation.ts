import { CancellationToken, type CancelSignal } from '../request/cancellation-token.ts';
import type { UpstreamAnswer } from '../request/exchange.ts';
import type { UpstreamLedger } from '../request/ledger.ts';
import { LedgerAside } from './ledger-aside.ts';
import type { PastRead, ReadHistory } from './read-history.ts';

export interface SpeculationOptions {
  readonly history: ReadHistory;
  /** The operation with its variables; begins with the credential and a space. */
  readonly name: string;
  /** The ledger of the request. */
  readonly ledger: UpstreamLedger;
  /** Makes a read, for as long as the signal is not aborted. */
  readonly make: (
    read: PastRead,
    ledger: UpstreamLedger,
    over: CancelSignal,
  ) => Promise<UpstreamAnswer>;
  /** Whether a read is cached and has expired: what a write has evicted may no longer be wanted. */
  readonly hasExpired: (read: PastRead) => boolean;
  /** Whether the budget has room for so many calls besides those of the request. */
  readonly hasRoomFor: (calls: number) => boolean;
  /** Incremented with each write: a read begun before a write must not answer one asked for after it. */
  readonly generation: () => number;
}

interface ReadAhead {
  readonly answer: Promise<UpstreamAnswer>;
  readonly ledger: LedgerAside;
  readonly generation: number;
}

/**
 * Reads that a request makes one after the other, begun together. A list is read, then the details of its rows, then
 * their series: which details and series those are was seen when the same operation ran last. They are begun with the
 * first read, and taken when the request asks for them. What it does not ask for was mispredicted: its calls are
 * counted, and nothing else of it reaches the answer.
 */
export class Speculation {
  readonly #options: SpeculationOptions;
  readonly #ahead = new Map<string, ReadAhead>();
  readonly #later: PastRead[] = [];
  readonly #over = new CancellationToken();
  #hasBegun = false;
  #hasAnswer = false;
  #hasFailed = false;
  /** Those that a write had outdated when they were asked for. */
  readonly #outdated: ReadAhead[] = [];

  constructor(options: SpeculationOptions) {
    this.#options = options;
  }

  /** Calls that were made for reads which the request has not asked for. */
  get mispredicted(): number {
    const unused = [...this.#ahead.values(), ...this.#outdated];
    return unused.reduce((calls, { ledger }) => calls + ledger.calls, 0);
  }

  /**
   * A read of the request: one that was begun ahead, or else what `ask` begins.
   * @throws what the read throws
   */
  async read(read: PastRead, ask: () => Promise<UpstreamAnswer>): Promise<UpstreamAnswer> {
    if (this.#hasAnswer) this.#later.push(read);
    const ahead = this.#take(read.target);
    try {
      const asked = ahead?.answer ?? ask();
      if (!this.#hasBegun) this.#begin(read.target);
      const answer = await asked;
      this.#hasAnswer = true;
      return answer;
    } catch (error) {
      this.#hasFailed = true;
      throw error;
    } finally {
      if (ahead) this.#options.ledger.absorb(ahead.ledger);
    }
  }

  /**
   * The request is over: gives up reads that it has not asked for, and remembers those it made.
   * @param isKnown whether PostHog has accepted the key: others occupy no memory
   */
  end(isKnown: boolean): void {
    this.#over.cancel();
    if (!this.#hasBegun || this.#hasFailed || !isKnown) return;
    this.#options.history.record(this.#options.name, this.#later);
  }

  #take(target: string): ReadAhead | undefined {
    const ahead = this.#ahead.get(target);
    if (!ahead) return undefined;
    this.#ahead.delete(target);
    if (ahead.generation === this.#options.generation()) return ahead;
    this.#outdated.push(ahead);
    return undefined;
  }

  #begin(first: string): void {
    this.#hasBegun = true;
    const { history, name, make, hasExpired, hasRoomFor, ledger: ofRequest } = this.#options;
    const past = history.find(name);
    if (!past?.isTrusted) return;
    const expired = past.reads.filter((read) => read.target !== first && hasExpired(read));
    if (!hasRoomFor(expired.length)) return;
    const generation = this.#options.generation();
    for (const read of expired) {
      const ledger = new LedgerAside(ofRequest);
      const answer = make(read, ledger, this.#over);
      // It is thrown where the read is asked for; the failure of one that is not asked for is ignored.
      answer.catch(() => undefined);
      this.#ahead.set(read.target, { answer, ledger, generation });
    }
  }
}
