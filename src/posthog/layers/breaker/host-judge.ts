import type { Judge } from './circuit.ts';
import type { Verdict } from './outcome.ts';
import { ENOUGH_POINTS, pointsOf } from './points.ts';
import { Several } from './several.ts';

/** A call that failed, as far as it tells causes apart. */
export interface FailedCall {
  readonly verdict: Verdict;
  readonly operation: string;
  /** The object or list at PostHog that the call was about. */
  readonly object: string;
  /** Whose call it was: a credential, or the same text for all keys that PostHog has not accepted. */
  readonly key: string;
}

/**
 * Judges the calls of all callers to one host. The host is failing when several calls in a row failed, and neither one
 * operation nor one object nor one key can be the cause: without that, one caller could keep all others out. Calls that
 * found no connection need no such proof.
 */
export class HostJudge implements Judge {
  readonly failures: ReadonlySet<Verdict> = new Set(['failed', 'timed-out', 'unreached', 'slow']);
  /** True when calls of one key are enough, because no other is in use. */
  readonly #hasOneKey: () => boolean;
  #points = 0;
  #unreached = 0;
  readonly #operations = new Several();
  readonly #objects = new Several();
  readonly #keys = new Several();

  constructor(hasOneKey: () => boolean) {
    this.#hasOneKey = hasOneKey;
  }

  note({ verdict, operation, object, key }: FailedCall): void {
    this.#points += pointsOf(verdict);
    if (verdict === 'unreached') this.#unreached += 1;
    this.#operations.add(operation);
    this.#objects.add(object);
    this.#keys.add(key);
  }

  suffices(): boolean {
    if (this.#unreached >= ENOUGH_POINTS) return true;
    return (
      this.#points >= ENOUGH_POINTS &&
      this.#operations.isSeveral &&
      this.#objects.isSeveral &&
      (this.#keys.isSeveral || this.#hasOneKey())
    );
  }

  /** The key of all failures, where one is all the evidence there is. */
  get onlyKey(): string | undefined {
    return this.#unreached >= ENOUGH_POINTS ? undefined : this.#keys.only;
  }

  /** True while the last call did not fail. */
  get isClear(): boolean {
    return this.#points === 0;
  }

  clear(): void {
    if (this.isClear) return;
    this.#points = 0;
    this.#unreached = 0;
    this.#operations.clear();
    this.#objects.clear();
    this.#keys.clear();
  }
}
