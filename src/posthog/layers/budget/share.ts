import type { Layer } from '../../request/exchange.ts';
import type { Budgets } from './budgets.ts';
import { admit } from './layer.ts';

/**
 * Delays a call until it fits into its caller's share of the key's budget. A call that would not fit in time fails as one
 * that does not fit into the budget itself.
 * @param own budgets of what is counted by itself
 * @param now the clock, in epoch milliseconds
 */
export function sharedOut(own: Budgets, now: () => number): Layer {
  return (next) => (request) => {
    const { share } = request;
    if (!share) return next(request);
    return own.using(
      share.name,
      async (key) => {
        const arrived = now();
        const over = await admit(key, request, true, share);
        request.ledger.waited(now() - arrived);
        key.budget.record(now());
        // Room for others that wait is made known when the call has ended, as in the budget of the key.
        try {
          return await next(request);
        } finally {
          over();
          key.admission.learned();
        }
      },
      share,
    );
  };
}
