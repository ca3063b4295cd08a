import { Several } from './several.ts';

/** Milliseconds for which whose trial was in vain lets others go first. */
const LATER_MS = 5_000;
/** Keys that are remembered. Beyond that all begin anew, which costs a few trials. */
const MAX_KEYS = 1_000;

/**
 * Who may make the next trial of an open circuit. Whoever asks most would make all of them, and keep the circuit open for
 * everybody with calls that fail for a reason of their own, whose key is refused, or that are ended at once.
 */
export class Turns {
  /** Whose trials have not closed the circuit since it opened. */
  readonly #inVain = new Set<string>();
  /** Who has asked since the last trial began. */
  readonly #asking = new Several();

  /** Milliseconds by which a key may make a trial later than others; it is noted as one that asks. */
  laterMs(key: string): number {
    this.#asking.add(key);
    return this.#asking.isSeveral && this.#inVain.has(key) ? LATER_MS : 0;
  }

  /** Notes that a key has begun a trial: if it is not in vain, everything is forgotten. */
  tries(key: string): void {
    if (this.#inVain.size >= MAX_KEYS) this.#inVain.clear();
    this.#inVain.add(key);
    this.#asking.clear();
  }

  clear(): void {
    this.#inVain.clear();
    this.#asking.clear();
  }
}
