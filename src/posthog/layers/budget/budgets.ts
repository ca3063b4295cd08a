import { credentialOf } from '../../keys/credential.ts';
import { Admission } from './admission.ts';
import { Budget, type BudgetLimits, type BudgetState } from './budget.ts';

export interface KeyBudget {
  readonly budget: Budget;
  readonly admission: Admission;
}

/** A key's budget with the calls that use it now. */
interface Entry extends KeyBudget {
  users: number;
}

/** Keys remembered at a time, unless told otherwise. */
const MAX_KEYS = 10_000;

/**
 * A budget for each key that has called PostHog lately. An entry begins with a call that is about to leave
 * and ends as soon as nothing of it counts any more, so keys that PostHog refuses leave nothing behind.
 * When there are too many, keys that PostHog has never answered go first, then the longest unused ones;
 * an entry whose calls are waiting or under way is never taken away.
 */
export class Budgets {
  readonly #limits: BudgetLimits;
  readonly #now: () => number;
  readonly #maxKeys: number;
  /** The longest unused first. */
  readonly #entries = new Map<string, Entry>();

  constructor(limits: BudgetLimits, now: () => number, maxKeys = MAX_KEYS) {
    this.#limits = limits;
    this.#now = now;
    this.#maxKeys = maxKeys;
  }

  /** Keys that are remembered now. */
  get size(): number {
    return this.#entries.size;
  }

  /** What is left to a key: everything to one that has called nothing lately. Remembers nothing. */
  state(apiKey: string): BudgetState {
    const known = this.#entries.get(credentialOf(apiKey));
    return (known?.budget ?? new Budget(this.#limits)).state(this.#now());
  }

  /** Does something with a key's budget, which is the same one for all who use it meanwhile. */
  async using<T>(apiKey: string, work: (key: KeyBudget) => Promise<T>): Promise<T> {
    const credential = credentialOf(apiKey);
    const entry = this.#enter(credential);
    try {
      return await work(entry);
    } finally {
      entry.users -= 1;
      this.#forgetEmpty(credential);
    }
  }

  #enter(credential: string): Entry {
    let entry = this.#entries.get(credential);
    if (entry) {
      this.#entries.delete(credential);
    } else {
      if (this.#entries.size >= this.#maxKeys) this.#makeRoom();
      const budget = new Budget(this.#limits);
      const released = () => this.#forgetEmpty(credential);
      entry = { budget, admission: new Admission(budget, this.#now, released), users: 0 };
    }
    this.#entries.set(credential, entry);
    entry.users += 1;
    return entry;
  }

  #forgetEmpty(credential: string): void {
    const entry = this.#entries.get(credential);
    if (entry && this.#isEmpty(entry)) this.#entries.delete(credential);
  }

  #isEmpty({ users, budget, admission }: Entry): boolean {
    return users === 0 && admission.isIdle && budget.isUntouched(this.#now());
  }

  /** Forgets what no longer counts; failing that, the entry that is missed least. */
  #makeRoom(): void {
    const idle: [string, Entry][] = [];
    for (const [credential, entry] of this.#entries) {
      if (this.#isEmpty(entry)) this.#entries.delete(credential);
      else if (isIdle(entry)) idle.push([credential, entry]);
    }
    if (this.#entries.size < this.#maxKeys) return;
    const victim = idle.find(([, { budget }]) => !budget.wasAnswered) ?? idle[0];
    if (victim) this.#entries.delete(victim[0]);
  }
}

/** No call waits, is under way or is set aside for an operation that goes on. */
const isIdle = ({ users, budget, admission }: Entry) =>
  users === 0 && budget.reserved === 0 && admission.isIdle;
