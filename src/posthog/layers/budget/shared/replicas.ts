import { randomBytes } from 'node:crypto';
import type { SharedStore, Subscription } from '../../../../shared-store/shared-store.ts';
import type { SharedWindows } from '../../../../shared-store/windows.ts';
import type { BudgetLimits } from '../budget.ts';
import { Budgets, ofThisProcess } from '../budgets.ts';
import type { KeyBudget } from '../key-budget.ts';
import type { Link } from './link.ts';
import { decode, encode, type BudgetUpdate } from './budget-update.ts';
import { SharedAdmission } from './shared-admission.ts';
import { SharedBudget } from './shared-budget.ts';

/** Replicas that are assumed while the store has never been reached, so that their number is not known. */
const ASSUMED_REPLICAS = 2;

/** The budgets that this process has in common with all other replicas. */
export class Replicas implements Link {
  readonly budgets: Budgets;
  readonly #store: SharedStore;
  readonly #channel: string;
  readonly #now: () => number;
  readonly #id = randomBytes(9).toString('base64url');
  readonly #subscription: Subscription;
  readonly #unsubscribe: () => void;
  #ids = 0;
  #wasUp = false;

  /**
   * @param channel the name of the messages; the same in every replica, another for other budgets
   * @param limits what a key may call, unless a caller of `budgets` says otherwise
   */
  constructor(store: SharedStore, channel: string, limits: BudgetLimits, now: () => number) {
    this.#store = store;
    this.#channel = channel;
    this.#now = now;
    const alone = ofThisProcess(now);
    this.budgets = new Budgets(limits, now, undefined, (credential, allowed, released) =>
      // What PostHog does not count is not counted in the store either.
      allowed.perMinute === Infinity
        ? alone(credential, allowed, released)
        : this.#create(credential, allowed, released),
    );
    this.#wasUp = store.status.isUp;
    this.#subscription = store.messages.subscribe(channel, {
      message: (text) => {
        this.#receive(text);
      },
      missed: () => {
        this.#forEach(({ budget }) => budget.reportAll());
      },
    });
    // Without messages, it learns of other replicas whenever the store is asked.
    this.#subscription.ready.catch(() => undefined);
    this.#unsubscribe = store.onStatus(({ isUp }) => {
      this.#changed(isUp);
    });
  }

  get windows(): SharedWindows {
    return this.#store.windows;
  }

  get isUp(): boolean {
    const { isUp } = this.#store.status;
    this.#wasUp ||= isUp;
    return isUp;
  }

  get replicas(): number {
    return Math.max(this.isUp || this.#wasUp ? 1 : ASSUMED_REPLICAS, this.#store.status.replicas);
  }

  newId(): string {
    this.#ids += 1;
    return `${this.#id}${this.#ids.toString(36)}`;
  }

  publish(credential: string, limits: BudgetLimits, update: BudgetUpdate): void {
    const text = encode({ from: this.#id, credential, limits, update });
    // Nobody waits for it, and whoever misses it learns of the calls when asking the store.
    this.#store.messages.publish(this.#channel, text).catch(() => undefined);
  }

  close(): void {
    this.#subscription.close();
    this.#unsubscribe();
  }

  #create(credential: string, limits: BudgetLimits, released: () => void): KeyBudget {
    const budget = new SharedBudget(credential, limits, this.#now, this);
    return { budget, admission: new SharedAdmission(budget, this.#now, released) };
  }

  #receive(text: string): void {
    const announced = decode(text);
    if (!announced || announced.from === this.#id) return;
    const { budget, admission } = this.budgets.at(announced.credential, announced.limits);
    if (!(budget instanceof SharedBudget)) return;
    budget.receive(announced.update);
    admission.learned();
  }

  #changed(isUp: boolean): void {
    this.#forEach(({ budget, admission }) => {
      if (isUp) budget.reportAll();
      else budget.useOwnShare();
      admission.learned();
    });
  }

  #forEach(change: (key: KeyBudget & { readonly budget: SharedBudget }) => void): void {
    for (const { budget, admission } of this.budgets.all()) {
      if (budget instanceof SharedBudget) change({ budget, admission });
    }
  }
}
