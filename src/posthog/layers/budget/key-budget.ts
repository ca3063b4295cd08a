import type { CancelSignal } from '../../request/cancellation-token.ts';
import type { Priority, Reservation } from '../../request/plan.ts';
import type { BudgetLimits, BudgetState } from './budget.ts';

/** The count of one key's calls: of this process (`budget.ts`), or of all replicas (`shared/shared-budget.ts`). */
export interface CallBudget {
  /** Calls reserved by running operations of this process and not made yet. */
  readonly reserved: number;
  /** True once PostHog has given the key any answer but that it does not know it. */
  readonly wasAnswered: boolean;
  /** Records that a call was sent which PostHog counts. */
  record(now: number): void;
  /** Removes a recorded call that turned out not to count. */
  forgetOne(): void;
  /** PostHog throttled the key for `seconds`. */
  throttled(seconds: number, now: number): void;
  /** PostHog answered, so it no longer throttles the key. */
  answered(): void;
  /** True when the budget is full and nothing else is known about the key, so that a new one would be equivalent. */
  isUntouched(now: number): boolean;
  state(now: number): BudgetState;
}

/** The queue in front of a key's budget. */
export interface CallAdmission {
  /** Number of operations that wait here. */
  readonly waiting: number;
  /**
   * Reserves calls, waiting until they fit.
   * @param until epoch milliseconds after which the caller no longer needs them
   * @returns a promise only where something has to be waited for
   * @throws BudgetTooSmall when they will not fit by then (also as a rejection)
   */
  admit(
    calls: number,
    priority: Priority,
    until: number,
    signal?: CancelSignal,
  ): Reservation | Promise<Reservation>;
  /** What is known about the key changed: waiting operations may go, or have to wait longer. */
  learned(): void;
}

export interface KeyBudget {
  readonly budget: CallBudget;
  readonly admission: CallAdmission;
}

/**
 * Makes the budget of a key that has called nothing yet.
 * @param credential the name under which it is stored
 * @param released called whenever an operation ends
 */
export type NewKeyBudget = (
  credential: string,
  limits: BudgetLimits,
  released: () => void,
) => KeyBudget;
