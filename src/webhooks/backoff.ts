/** Milliseconds before the second attempt; doubled for each further one. */
const FIRST_MS = 30_000;
/** The longest wait between two attempts. */
const LONGEST_MS = 3_600_000;
/** The longest wait that a receiver may ask for. */
const LONGEST_ASKED_MS = 86_400_000;
/** A wait is longer by up to this share, so that endpoints which failed together are not tried together. */
const JITTER = 0.2;

/** The longest wait that no receiver has asked for, in milliseconds. */
export const LONGEST_OWN_MS = LONGEST_MS * (1 + JITTER);

/** Milliseconds after an event was found at which it is given up, and becomes a dead letter. */
export const GIVEN_UP_AFTER_MS = 3 * 86_400_000;

/**
 * The wait before the next attempt, in milliseconds.
 * @param failures how many attempts have failed, from 1
 * @param askedMs what the receiver asked for, which is obeyed where it is longer
 * @param random from 0 to 1
 */
export function waitAfter(failures: number, askedMs: number | undefined, random: number): number {
  const own = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures - 1, 20));
  const jittered = own * (1 + JITTER * random);
  return Math.max(jittered, Math.min(askedMs ?? 0, LONGEST_ASKED_MS));
}
