import type { Refusal } from '../http/reply.ts';
import { BudgetTooSmall } from '../posthog/layers/budget/budget-too-small.ts';
import { Budgets } from '../posthog/layers/budget/budgets.ts';
import { UNLIMITED } from '../posthog/layers/budget/own-limits.ts';
import { Replicas } from '../posthog/layers/budget/shared/replicas.ts';
import { priorities } from '../posthog/request/plan.ts';
import type { SharedStore } from '../shared-store/shared-store.ts';

/** Requests of each caller in the last minute, over all replicas that share a store. */
export class RateLimit {
  readonly #budgets: Budgets;
  /** The count that callers have together for whom there is no more room, by the limit that holds for them. */
  readonly #others: Budgets;
  readonly #now: () => number;
  readonly #replicas: Replicas | undefined;

  constructor(store: SharedStore | undefined, now: () => number) {
    this.#now = now;
    this.#others = new Budgets(UNLIMITED, now);
    this.#replicas = store?.isShared ? new Replicas(store, 'requests', UNLIMITED, now) : undefined;
    this.#budgets = this.#replicas?.budgets ?? new Budgets(UNLIMITED, now);
  }

  /**
   * Counts a request. No caller's count is forgotten for those of others while it holds.
   * @returns the refusal of one too many; undefined otherwise
   */
  async count(caller: string, perMinute: number): Promise<Refusal | undefined> {
    // An hour's limit would keep each count for an hour, and the room for others with it.
    const limits = { perMinute, perHour: Infinity };
    const own = `requests of ${caller} at ${perMinute}`;
    const { key, end } = this.#budgets.hasRoomFor(own)
      ? this.#budgets.use(own, limits)
      : this.#others.use(`requests of all others at ${perMinute}`, limits);
    try {
      const now = this.#now();
      const reservation = await key.admission.admit(1, priorities.query, now);
      reservation.use();
      key.budget.record(now);
      return undefined;
    } catch (error) {
      if (error instanceof BudgetTooSmall) return tooMany(perMinute, error.retryAfterSeconds);
      throw error;
    } finally {
      end();
    }
  }

  close(): void {
    this.#replicas?.close();
  }
}

const tooMany = (perMinute: number, retryAfterSeconds = 60): Refusal => ({
  status: 429,
  code: 'TOO_MANY_REQUESTS',
  message: `This caller may make ${perMinute} requests a minute. Nothing was done: send it again in ${retryAfterSeconds} s.`,
  retryAfterSeconds,
});
