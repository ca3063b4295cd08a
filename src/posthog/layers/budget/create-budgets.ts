import type { SharedStore } from '../../../shared-store/shared-store.ts';
import type { BudgetLimits } from './budget.ts';
import { Budgets } from './budgets.ts';
import { UNLIMITED } from './own-limits.ts';
import { Replicas } from './shared/replicas.ts';

export interface UpstreamBudgets {
  readonly keys: Budgets;
  /** Budgets of the calls that PostHog counts by themselves, apart, so that neither kind evicts the other. */
  readonly own: Budgets;
  close(): void;
}

/** The budgets of every key: of this process, or of all replicas that share a store. */
export function createBudgets(
  limits: BudgetLimits,
  now: () => number,
  store: SharedStore | undefined,
): UpstreamBudgets {
  if (!store?.isShared) {
    const keys = new Budgets(limits, now);
    return { keys, own: new Budgets(UNLIMITED, now), close: () => undefined };
  }
  const keys = new Replicas(store, 'budgets', limits, now);
  const own = new Replicas(store, 'own budgets', UNLIMITED, now);
  return {
    keys: keys.budgets,
    own: own.budgets,
    close() {
      keys.close();
      own.close();
    },
  };
}
