import { StoreUnavailable } from '../../../../shared-store/shared-store.ts';
import type { WindowsReply } from '../../../../shared-store/windows.ts';
import { HOUR, MINUTE, type BudgetLimits, type BudgetState } from '../budget.ts';
import type { CallBudget } from '../key-budget.ts';
import { AloneShare } from './alone.ts';
import { KnownBudget } from './known-budget.ts';
import type { Link } from './link.ts';
import type { BudgetUpdate } from './budget-update.ts';
import { OwnCalls } from './own-calls.ts';
import { Reporter } from './reporter.ts';

/**
 * Milliseconds for which a replica that reaches the store again still keeps to its share, so that every other one can
 * report its calls first.
 */
const SETTLE_MS = 3_000;
/** Milliseconds until calls are asked for again after the store turned out to have lost its counts. */
const LOST_MS = 20;

/** Calls reserved for one operation. */
export interface HeldCalls {
  left: number;
  /** The reservation in the store; undefined when this process granted them without it. */
  readonly id: string | undefined;
  /** True when they are part of the share that this process kept to. */
  readonly isAlone: boolean;
}

export interface Verdict {
  /** The reserved calls; undefined when they do not fit now. */
  readonly held: HeldCalls | undefined;
  /** True when they were granted to probe whether PostHog still throttles the key. */
  readonly isProbe: boolean;
  /** Milliseconds until they fit; Infinity until a reserved call is released. */
  readonly waitMs: number;
  /** The same if every reserved call were released unused. */
  readonly atLeastMs: number;
  /** The same without probing: not before the end of a throttle. */
  readonly refusedForMs: number;
}

/**
 * Call counts of one key over all replicas. The store decides which calls fit; a call counts from the moment it is
 * sent, and is reported to the store right after, without anybody waiting for it.
 */
export class SharedBudget implements CallBudget {
  readonly #known: KnownBudget;
  readonly #reporter: Reporter;
  readonly #link: Link;
  readonly #now: () => number;
  #answered = false;
  /** Set while the store cannot be reached, and until every replica has reported its calls to it. */
  #alone: AloneShare | undefined;
  /** Epoch milliseconds when the share ends; undefined while the store cannot be reached. */
  #settledAt: number | undefined;

  constructor(credential: string, limits: BudgetLimits, now: () => number, link: Link) {
    const windows = [
      { calls: limits.perMinute, spanMs: MINUTE },
      { calls: limits.perHour, spanMs: HOUR },
    ] as const;
    this.#known = new KnownBudget(windows, new OwnCalls(HOUR, () => link.newId()));
    this.#reporter = new Reporter(credential, this.#known, link, now, () => {
      this.useOwnShare();
      this.#settledAt = now() + SETTLE_MS;
    });
    this.#link = link;
    this.#now = now;
  }

  get reserved(): number {
    return this.#known.reserved;
  }

  get wasAnswered(): boolean {
    return this.#answered;
  }

  /** Tries to reserve calls over all replicas; by this process alone while the store cannot be reached. */
  async ask(calls: number, lifetimeMs: number, isUrgent: boolean): Promise<Verdict> {
    if (!this.#link.isUp) return this.#askAlone(calls);
    const wanted = { id: this.#link.newId(), calls, lifetimeMs, isUrgent };
    let reply: WindowsReply;
    try {
      reply = await this.#reporter.exchange(wanted);
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      // The store may have reserved them.
      this.#reporter.unreported.release(wanted.id);
      return this.#askAlone(calls);
    }
    if (reply.outcome === 'lost') return this.#refused(LOST_MS, 0);
    if (reply.outcome === 'refused') return this.#refused(reply.waitMs, reply.atLeastMs);
    const share = this.#share();
    const untilShareMs = share ? this.#untilShare(share, calls) : 0;
    const held = this.#hold(calls, wanted.id, share !== undefined);
    if (untilShareMs > 0) {
      this.release(held);
      return this.#refused(untilShareMs, 0);
    }
    return granted(held, reply.outcome === 'probe');
  }

  /** Uses one reserved call, which is sent right after; false when none is left. */
  use(held: HeldCalls): boolean {
    if (held.left === 0) return false;
    this.#giveBack(held, 1);
    const now = this.#now();
    this.#known.probed(now);
    const call = this.#known.own.add(now);
    this.#reporter.unreported.count(call, held.id);
    this.#reporter.reportSoon();
    return true;
  }

  release(held: HeldCalls): void {
    if (held.left === 0) return;
    this.#giveBack(held, held.left);
    if (held.id === undefined) return;
    this.#reporter.unreported.release(held.id);
    this.#reporter.reportSoon();
  }

  /** Does nothing: `use` records the call, so that it is always either reserved or counted. */
  record(): void {
    // Nothing is left to record.
  }

  forgetOne(): void {
    const call = this.#known.own.removeNewest();
    if (!call) return;
    this.#reporter.unreported.takeBack(call);
    this.#reporter.reportSoon();
  }

  throttled(seconds: number, now: number): void {
    this.#reporter.reportThrottle(this.#known.throttled(seconds * 1_000, now));
  }

  answered(): void {
    this.#answered = true;
    if (this.#known.answered()) this.#reporter.reportThrottle(0);
  }

  throttledFor(now: number): number {
    return this.#known.throttledFor(now);
  }

  /** Calls that fit now, as far as this process knows. */
  available(now: number): number {
    const known = this.#known.available(now);
    const share = this.#share();
    return share ? Math.min(known, share.room(now)) : known;
  }

  state(now: number): BudgetState {
    return this.#known.state(now);
  }

  isUntouched(now: number): boolean {
    return this.#reporter.unreported.isEmpty && this.#known.isEmpty(now);
  }

  /** Another replica has announced what it knows. */
  receive(update: BudgetUpdate): void {
    if (update.isLost) {
      this.useOwnShare();
      this.reportAll();
    } else this.#reporter.receive(update);
  }

  /** The store cannot be reached, or has lost its counts: from now on this process keeps to its share. */
  useOwnShare(): AloneShare {
    const { others, own, held, windows } = this.#known;
    const share =
      this.#share() ??
      new AloneShare(this.#now(), () => this.#link.replicas, others, own, held, windows);
    share.failedAgain(others);
    this.#alone = share;
    this.#settledAt = undefined;
    return share;
  }

  /** The store can be reached again. */
  reportAll(): void {
    if (this.#alone) this.#settledAt = this.#now() + SETTLE_MS;
    this.#reporter.reportAll();
  }

  /** The share that this process keeps to, if any. */
  #share(): AloneShare | undefined {
    if (this.#settledAt !== undefined && this.#now() >= this.#settledAt) {
      this.#alone = undefined;
      this.#settledAt = undefined;
    }
    return this.#alone;
  }

  /** Milliseconds until the share leaves room for calls that the store has granted, or ends; 0 when it does now. */
  #untilShare(share: AloneShare, calls: number): number {
    const now = this.#now();
    // The store answered without having been reported as up again.
    this.#settledAt ??= now + SETTLE_MS;
    return Math.min(share.waitFor(calls, now), this.#settledAt - now);
  }

  #askAlone(calls: number): Verdict {
    const share = this.useOwnShare();
    const now = this.#now();
    const waitMs = share.waitFor(calls, now);
    if (waitMs > 0 || this.#known.probeIn(now) > 0) {
      return this.#refused(waitMs, share.waitFor(calls, now, false));
    }
    const isProbe = this.#known.throttledFor(now) > 0;
    if (isProbe) this.#known.probed(now);
    return granted(this.#hold(calls, undefined, true), isProbe);
  }

  #hold(calls: number, id: string | undefined, isAlone: boolean): HeldCalls {
    this.#known.held[isAlone ? 'alone' : 'shared'] += calls;
    return { left: calls, id, isAlone };
  }

  #refused(windowsMs: number, atLeastMs: number): Verdict {
    const now = this.#now();
    const probeMs = this.#known.probeIn(now);
    return {
      held: undefined,
      isProbe: false,
      waitMs: Math.max(probeMs, windowsMs),
      atLeastMs: Math.max(probeMs, atLeastMs),
      refusedForMs: Math.max(this.#known.throttledFor(now), atLeastMs),
    };
  }

  #giveBack(held: HeldCalls, calls: number): void {
    held.left -= calls;
    this.#known.held[held.isAlone ? 'alone' : 'shared'] -= calls;
  }
}

const granted = (held: HeldCalls, isProbe: boolean): Verdict => ({
  held,
  isProbe,
  waitMs: 0,
  atLeastMs: 0,
  refusedForMs: 0,
});
