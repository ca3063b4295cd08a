import type { CancelSignal } from '../../request/cancellation-token.ts';
import type { Probe } from '../../request/plan.ts';
import { BudgetTooSmall } from './budget-too-small.ts';

/** What a probe has to know of the key's budget. */
interface Throttled {
  throttledFor(now: number): number;
  available(now: number): number;
}

/** The probe of one operation, over the budget of its key. */
export class ThrottleProbe implements Probe {
  readonly #budget: Throttled;
  readonly #now: () => number;
  readonly #over = Promise.withResolvers<void>();
  #begun = false;

  constructor(budget: Throttled, now: () => number) {
    this.#budget = budget;
    this.#now = now;
  }

  /** True for the call that goes first, false for all others. */
  begin(): boolean {
    if (this.#begun) return false;
    this.#begun = true;
    return true;
  }

  /** Records that the first call has ended, whatever its result. */
  end(): void {
    this.#over.resolve();
  }

  /**
   * Waits until the first call has ended.
   * @throws BudgetTooSmall when PostHog still throttles the key; the signal's reason when it aborts
   */
  async outcome(signal: CancelSignal): Promise<void> {
    await unlessAborted(this.#over.promise, signal);
    const now = this.#now();
    const throttled = this.#budget.throttledFor(now);
    if (throttled > 0) throw new BudgetTooSmall(this.#budget.available(now), throttled);
  }
}

function unlessAborted(work: Promise<void>, signal: CancelSignal): Promise<void> {
  if (signal.aborted) return Promise.reject(signal.reason);
  return new Promise((resolve, reject) => {
    const leave = () => reject(signal.reason);
    signal.addEventListener('abort', leave, { once: true });
    void work.then(resolve).finally(() => signal.removeEventListener('abort', leave));
  });
}
