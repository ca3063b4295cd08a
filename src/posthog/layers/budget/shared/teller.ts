import type { WantedCalls, WindowRules, WindowsReply } from '../../../../shared-store/windows.ts';
import { PROBE_EVERY } from '../budget.ts';
import { Announcer } from './announcer.ts';
import type { KnownBudget } from './known-budget.ts';
import type { Link } from './link.ts';
import type { News } from './news.ts';
import { requestOf, Untold, type Batch } from './untold.ts';

/** Milliseconds until what the store did not take is told again. */
const AGAIN_MS = 1_000;

/**
 * Tells the store, and through it the other replicas, what happened to a key in this process, and what the store
 * answers to `known`. What happens within one turn of the event loop is told together.
 */
export class Teller {
  readonly untold = new Untold();
  readonly #credential: string;
  readonly #rules: WindowRules;
  readonly #known: KnownBudget;
  readonly #link: Link;
  readonly #now: () => number;
  readonly #lost: () => void;
  readonly #announcer: Announcer;
  readonly #underWay = new Map<number, Batch>();
  #exchanges = 0;
  /** The first exchange that tells what this process last learned of a throttle. */
  #throttleTold = 0;
  #memory: string | undefined;
  /** Time of the store in the newest answer or message. */
  #heardAt = -Infinity;
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
    this.#announcer = new Announcer((news) => {
      link.publish(credential, known.limits, news);
    });
  }

  /**
   * Tells what is untold, and asks for calls.
   * @throws StoreUnavailable: all of it is told again later
   */
  async exchange(wanted?: WantedCalls): Promise<WindowsReply> {
    const batch = this.untold.take();
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
      if (this.#underWay.delete(number)) this.untold.restore(batch);
      throw error;
    }
  }

  /** Tells what is untold at the end of this turn of the event loop. */
  soon(): void {
    if (this.#soon || this.untold.isEmpty || !this.#link.isUp) return;
    this.#soon = setImmediate(() => {
      this.#soon = undefined;
      if (!this.untold.isEmpty) void this.#tell();
    });
  }

  /** Tells every call of this process once more, because the store may have lost some, and hears of all others. */
  all(): void {
    const now = this.#now();
    this.untold.repeat(this.#known.own.all(now));
    if (this.#known.hasCalls(now)) queueMicrotask(() => void this.#tell());
  }

  /** Tells until when PostHog throttles the key, in epoch milliseconds; 0 that it no longer does. */
  throttle(until: number): void {
    this.untold.throttle(until);
    this.#throttleTold = this.#exchanges + 1;
    // Sooner than anything else: until the store has it, other replicas go on. What PostHog did not count is told along.
    queueMicrotask(() => void this.#tell());
  }

  /** What another replica told everybody. */
  hear(news: News): void {
    // Messages and answers come by different connections.
    if (news.at < this.#heardAt) return;
    this.#announcer.heard(news);
    this.#heardAt = news.at;
    const isLost = this.#memory !== undefined && this.#memory !== news.memory;
    this.#memory = news.memory;
    if (isLost) this.all();
    this.#known.learn(news, this.#missing(0), !this.#tellsOfThrottle(), this.#now());
  }

  async #tell(): Promise<void> {
    if (!this.#link.isUp) return;
    try {
      await this.exchange();
      this.soon();
    } catch {
      // The store says by itself that it is down; here it is only tried again.
      if (this.#again) return;
      this.#again = setTimeout(() => {
        this.#again = undefined;
        this.soon();
      }, AGAIN_MS).unref();
    }
  }

  #learn(reply: WindowsReply, number: number, memory: string | undefined): void {
    const isLost = memory !== undefined && memory !== reply.memory;
    // Several answers may say that the same is lost.
    const isNoticed = this.#memory === reply.memory;
    this.#memory = reply.memory;
    this.#heardAt = reply.at;
    if (isLost && !isNoticed) {
      this.#lost();
      this.#announcer.lost(reply);
      this.all();
    }
    this.#known.learn(reply, this.#missing(number), number >= this.#throttleTold, this.#now());
    this.#announcer.answered(reply);
  }

  /** True while the store does not know what this process last learned of a throttle. */
  #tellsOfThrottle(): boolean {
    const underWay = [...this.#underWay.values()];
    return (
      this.#throttleTold > this.#exchanges ||
      underWay.some(({ throttledUntil }) => throttledUntil !== undefined)
    );
  }

  /** Calls of this process that an answer does not count, because they are told later. */
  #missing(number: number): number {
    let missing = this.untold.calls;
    for (const [other, { counted }] of this.#underWay)
      if (other > number) missing += counted.length;
    return missing;
  }
}
