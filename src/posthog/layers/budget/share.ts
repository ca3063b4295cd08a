import { unconcerned, type Gate, type Passage } from '../gates.ts';
import type { BudgetInUse, Budgets } from './budgets.ts';
import { admitAlone } from './admit.ts';

/**
 * Delays a call until it fits into its caller's share of the key's budget. A call that would not fit in time fails as one
 * that does not fit into the budget itself.
 * @param own budgets of what is counted by itself
 * @param now the clock, in epoch milliseconds
 */
export function sharedOut(own: Budgets, now: () => number): Gate {
  const passageOf = ({ key, end }: BudgetInUse): Passage => {
    key.budget.record(now());
    // Room for others that wait is made known when the call has ended, as in the budget of the key.
    const over = () => {
      key.admission.learned();
      end();
    };
    return { answered: over, failed: over };
  };
  return {
    enter(request) {
      const { share, ledger } = request;
      if (!share) return unconcerned;
      const inUse = own.use(share.name, share);
      const leave = (error: unknown): never => {
        inUse.end();
        throw error;
      };
      try {
        const arrived = now();
        const admitted = admitAlone(inUse.key, request, share);
        if (!(admitted instanceof Promise)) return passageOf(inUse);
        return admitted.then(() => {
          ledger.waited(now() - arrived);
          return passageOf(inUse);
        }, leave);
      } catch (error) {
        return leave(error);
      }
    },
  };
}
