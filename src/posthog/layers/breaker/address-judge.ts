import type { Judge } from './circuit.ts';
import type { Verdict } from './outcome.ts';
import { ENOUGH_POINTS, pointsOf } from './points.ts';

/** What counts as a failure of an address. An answer that is slow is an answer. */
export const addressFailures: ReadonlySet<Verdict> = new Set(['failed', 'timed-out']);

/** Judges one key's calls to one address: they are failing when several in a row did. */
export class AddressJudge implements Judge {
  readonly failures = addressFailures;
  #points = 0;

  note(verdict: Verdict): void {
    this.#points += pointsOf(verdict);
  }

  suffices(): boolean {
    return this.#points >= ENOUGH_POINTS;
  }

  clear(): void {
    this.#points = 0;
  }
}
