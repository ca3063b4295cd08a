import { LRUCache } from 'lru-cache';
import { credentialOf } from '../credential.ts';
import { Admission } from './admission.ts';
import { Budget, type BudgetLimits } from './budget.ts';

export interface KeyBudget {
  readonly budget: Budget;
  readonly admission: Admission;
}

/** A budget for each key that was used lately; PostHog's windows are an hour long at most. */
export class Budgets {
  readonly #limits: BudgetLimits;
  readonly #now: () => number;
  readonly #keys = new LRUCache<string, KeyBudget>({ max: 10_000 });

  constructor(limits: BudgetLimits, now: () => number) {
    this.#limits = limits;
    this.#now = now;
  }

  of(apiKey: string): KeyBudget {
    const credential = credentialOf(apiKey);
    let known = this.#keys.get(credential);
    if (!known) {
      const budget = new Budget(this.#limits);
      known = { budget, admission: new Admission(budget, this.#now) };
      this.#keys.set(credential, known);
    }
    return known;
  }
}
