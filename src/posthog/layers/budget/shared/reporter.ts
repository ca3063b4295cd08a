import type { WantedCalls, WindowRules, WindowsReply } from '../../../../shared-store/windows.ts';
import { PROBE_EVERY } from '../budget.ts';
import { Announcer } from './announcer.ts';
import type { KnownBudget } from './known-budget.ts';
import type { Link } from './link.ts';
import type { BudgetUpdate } from './budget-update.ts';
import { requestOf, UnreportedCalls, type Batch } from './unreported-calls.ts';

/** Milliseconds until what the store did not take is reported again. */
const AGAIN_MS = 1_000;

/**
 * Reports to the store, and through it to the other replicas, what happened to a key in this process, and what the store
 * answers to `known`. What happens within one turn of the event loop is reported together.
 */
export class Reporter {
  readonly unreported = new UnreportedCalls();
  readonly #credential: string;
  readonly #rules: WindowRules;
  readonly #known: KnownBudget;
  readonly #link: Link;
  readonly #now: () => number;
  readonly #lost: () => void;
  readonly #announcer: Announcer;
  readonly #underWay = new Map<number, Batch>();
  #exchanges = 0;
  /** The first exchange that reports what this process last learned of a throttle. */
  #throttleReported = 0;
  #memory: string | undefined;
  /** Time of the store in the newest answer or message. */
  #latestAt = -Infinity;
  #soon: NodeJS.Immediate | undefined;
  #again: NodeJS.Timeout | undefined;

  /** @param lost called when the store has lost what it knew, before `known` learns what is left */
  constructor(
    credential: string,
    known: KnownBudget,
    link: Link,
    now: () => number,
    lost: () => void,
  ) {
    this.#credential = credential;
    this.#rules = { windows: known.windows, probeEveryMs: PROBE_EVERY };
    this.#known = known;
    this.#link = link;
    this.#now = now;
    this.#lost = lost;
    this.#announcer = new Announcer((update) => {
      link.publish(credential, known.limits, update);
    });
  }

  /**
   * Reports what is unreported, and asks for calls.
   * @throws StoreUnavailable: all of it is reported again later
   */
  async exchange(wanted?: WantedCalls): Promise<WindowsReply> {
    const batch = this.unreported.take();
    const now = this.#now();
    this.#exchanges += 1;
    const number = this.#exchanges;
    this.#underWay.set(number, batch);
    const memory = this.#known.hasCalls(now) ? this.#memory : undefined;
    try {
      const request = { ...requestOf(batch, now), wanted, memory };
      const reply = await this.#link.windows.exchange(this.#credential, this.#rules, request);
      this.#underWay.delete(number);
      this.#learn(reply, number, memory);
      return reply;
    } catch (error) {
      if (this.#underWay.delete(number)) this.unreported.restore(batch);
      throw error;
    }
  }

  /** Reports what is unreported at the end of this turn of the event loop. */
  reportSoon(): void {
    if (this.#soon || this.unreported.isEmpty || !this.#link.isUp) return;
    this.#soon = setImmediate(() => {
      this.#soon = undefined;
      if (!this.unreported.isEmpty) void this.#report();
    });
  }

  /** Reports every call of this process once more, because the store may have lost some, and learns of all others. */
  reportAll(): void {
    const now = this.#now();
    this.unreported.repeat(this.#known.own.all(now));
    if (this.#known.hasCalls(now)) queueMicrotask(() => void this.#report());
  }

  /** Reports until when PostHog throttles the key, in epoch milliseconds; 0 that it no longer does. */
  reportThrottle(until: number): void {
    this.unreported.throttle(until);
    this.#throttleReported = this.#exchanges + 1;
    // Sooner than anything else: until the store has it, other replicas go on. What PostHog did not count is reported with it.
    queueMicrotask(() => void this.#report());
  }

  /** Applies what another replica has announced. */
  receive(update: BudgetUpdate): void {
    // Messages and answers come by different connections.
    if (update.at < this.#latestAt) return;
    this.#announcer.received(update);
    this.#latestAt = update.at;
    const isLost = this.#memory !== undefined && this.#memory !== update.memory;
    this.#memory = update.memory;
    if (isLost) this.reportAll();
    this.#known.learn(update, this.#missing(0), !this.#isReportingThrottle(), this.#now());
  }

  async #report(): Promise<void> {
    if (!this.#link.isUp) return;
    try {
      await this.exchange();
      this.reportSoon();
    } catch {
      // The store says by itself that it is down; here it is only tried again.
      if (this.#again) return;
      this.#again = setTimeout(() => {
        this.#again = undefined;
        this.reportSoon();
      }, AGAIN_MS).unref();
    }
  }

  #learn(reply: WindowsReply, number: number, memory: string | undefined): void {
    const isLost = memory !== undefined && memory !== reply.memory;
    // Several answers may say that the same is lost.
    const isNoticed = this.#memory === reply.memory;
    this.#memory = reply.memory;
    this.#latestAt = reply.at;
    if (isLost && !isNoticed) {
      this.#lost();
      this.#announcer.lost(reply);
      this.reportAll();
    }
    this.#known.learn(reply, this.#missing(number), number >= this.#throttleReported, this.#now());
    this.#announcer.answered(reply);
  }

  /** True while the store does not know what this process last learned of a throttle. */
  #isReportingThrottle(): boolean {
    const underWay = [...this.#underWay.values()];
    return (
      this.#throttleReported > this.#exchanges ||
      underWay.some(({ throttledUntil }) => throttledUntil !== undefined)
    );
  }

  /** Calls of this process that an answer does not count, because they are reported later. */
  #missing(number: number): number {
    let missing = this.unreported.calls;
    for (const [other, { counted }] of this.#underWay)
      if (other > number) missing += counted.length;
    return missing;
  }
}
