import { credentialOf } from '../../keys/credential.ts';
import { Admission } from './admission.ts';
import { limitsOf } from './own-limits.ts';
import { Budget, type BudgetLimits, type BudgetState } from './budget.ts';
import type { KeyBudget, NewKeyBudget } from './key-budget.ts';

/** A key's budget and the number of calls that are using it. */
interface Entry {
  readonly key: KeyBudget;
  users: number;
}

/** A key's budget, which is not forgotten before `end` is called. */
export interface BudgetInUse {
  readonly key: KeyBudget;
  readonly end: () => void;
}

/** Budgets of what this process alone calls. */
export const ofThisProcess =
  (now: () => number): NewKeyBudget =>
  (_credential, limits, released) => {
    const budget = new Budget(limits);
    return { budget, admission: new Admission(budget, now, released) };
  };

/** Default number of keys whose budgets are stored. */
const MAX_KEYS = 10_000;

/** Milliseconds after which it is worth looking again for budgets that no longer count. */
const CLEAR_EVERY_MS = 1_000;

/**
 * A budget for each key that has called PostHog recently. An entry is created for a call that is about to be sent
 * and deleted as soon as none of its calls count any more, so that keys PostHog refuses leave no entries behind.
 * When there are too many, keys that PostHog has never answered are evicted first, then the least recently used;
 * an entry with calls waiting or in flight is never evicted.
 */
export class Budgets {
  /** What a key may call in general. */
  readonly limits: BudgetLimits;
  readonly #now: () => number;
  readonly #maxKeys: number;
  readonly #create: NewKeyBudget;
  /** The least recently used first. */
  readonly #entries = new Map<string, Entry>();
  /** The last of them, which need not be moved there: each move makes a Map allocate a new table sooner or later. */
  #latest: Entry | undefined;
  /** When those that no longer count were last deleted because a new one had no room, in epoch milliseconds. */
  #clearedAt = -Infinity;

  constructor(
    limits: BudgetLimits,
    now: () => number,
    maxKeys = MAX_KEYS,
    create: NewKeyBudget = ofThisProcess(now),
  ) {
    this.limits = limits;
    this.#now = now;
    this.#maxKeys = maxKeys;
    this.#create = create;
  }

  /** Number of keys with a stored budget. */
  get size(): number {
    return this.#entries.size;
  }

  /**
   * What is left of a key's budget; a key without recent calls has all of it. Creates no entry.
   * @returns undefined for an OAuth token, which PostHog does not count
   */
  state(apiKey: string): BudgetState | undefined {
    const limits = limitsOf(apiKey, this.limits);
    if (limits.perMinute === Infinity) return undefined;
    const known = this.#entries.get(credentialOf(apiKey));
    return (known?.key.budget ?? new Budget(limits)).state(this.#now());
  }

  /**
   * Begins to use a key's budget; concurrent callers with the same key share one.
   * @param name the key, or the key and what of its calls is counted by itself
   * @param limits what PostHog allows; by default what it allows the key
   */
  use(name: string, limits = limitsOf(name, this.limits)): BudgetInUse {
    const credential = credentialOf(name);
    const entry = this.#enter(credential, limits);
    entry.users += 1;
    return {
      key: entry.key,
      end: () => {
        entry.users -= 1;
        this.#forgetEmpty(credential);
      },
    };
  }

  /** True when a budget is stored under a name, or can be without that another one is evicted that still counts. */
  hasRoomFor(name: string): boolean {
    if (this.#entries.has(credentialOf(name)) || this.#entries.size < this.#maxKeys) return true;
    const now = this.#now();
    // Looking through all of them takes longer than a request, of which each could ask for it.
    if (now >= this.#clearedAt && now - this.#clearedAt < CLEAR_EVERY_MS) return false;
    this.#clearedAt = now;
    for (const credential of this.#entries.keys()) this.#forgetEmpty(credential);
    return this.#entries.size < this.#maxKeys;
  }

  /** The budget stored under a credential's hash, which is made if there is none. */
  at(credential: string, limits: BudgetLimits): KeyBudget {
    return this.#enter(credential, limits).key;
  }

  /** Every stored budget. */
  all(): readonly KeyBudget[] {
    return [...this.#entries.values()].map(({ key }) => key);
  }

  /** Number of operations that wait for any key's budget. */
  get waiting(): number {
    return this.all().reduce((sum, { admission }) => sum + admission.waiting, 0);
  }

  /**
   * The budgets of keys that PostHog limits and has answered, by the hash of the key, the most recently used first.
   * @param most how many
   */
  recent(most: number): readonly (readonly [credential: string, state: BudgetState])[] {
    const now = this.#now();
    return [...this.#entries]
      .filter(([, { key }]) => key.budget.wasAnswered)
      .toReversed()
      .map(([credential, { key }]) => [credential, key.budget.state(now)] as const)
      .filter(([, { minuteLimit }]) => minuteLimit !== Infinity)
      .slice(0, most);
  }

  #enter(credential: string, limits: BudgetLimits): Entry {
    let entry = this.#entries.get(credential);
    if (entry) {
      if (entry === this.#latest) return entry;
      this.#entries.delete(credential);
    } else {
      if (this.#entries.size >= this.#maxKeys) this.#makeRoom();
      const released = () => this.#forgetEmpty(credential);
      entry = { key: this.#create(credential, limits, released), users: 0 };
    }
    this.#entries.set(credential, entry);
    this.#latest = entry;
    return entry;
  }

  #forgetEmpty(credential: string): void {
    const entry = this.#entries.get(credential);
    if (entry && this.#isEmpty(entry)) this.#entries.delete(credential);
  }

  #isEmpty({ users, key: { budget, admission } }: Entry): boolean {
    return users === 0 && admission.waiting === 0 && budget.isUntouched(this.#now());
  }

  /** Deletes entries that no longer count; if there are none, evicts the least valuable one. */
  #makeRoom(): void {
    const idle: [string, Entry][] = [];
    for (const [credential, entry] of this.#entries) {
      if (this.#isEmpty(entry)) this.#entries.delete(credential);
      else if (isIdle(entry)) idle.push([credential, entry]);
    }
    if (this.#entries.size < this.#maxKeys) return;
    const victim = idle.find(([, { key }]) => !key.budget.wasAnswered) ?? idle[0];
    if (victim) this.#entries.delete(victim[0]);
  }
}

/** True when no call is waiting, in flight, or reserved for a running operation. */
const isIdle = ({ users, key: { budget, admission } }: Entry) =>
  users === 0 && budget.reserved === 0 && admission.waiting === 0;
