import type { SharedWindows } from '../../../../shared-store/windows.ts';
import type { BudgetLimits } from '../budget.ts';
import type { BudgetUpdate } from './budget-update.ts';

/** What the budget of a key needs of the store that the replicas share. */
export interface Link {
  readonly windows: SharedWindows;
  /** False while the store cannot be used. */
  readonly isUp: boolean;
  /** Replicas that use the store, or used it last; at least 1. */
  readonly replicas: number;
  /** An id that no other call or reservation of any replica has. */
  newId(): string;
  /** Announces to every other replica, in case they cannot ask soon. */
  publish(credential: string, limits: BudgetLimits, update: BudgetUpdate): void;
}
