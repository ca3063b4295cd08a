/** Seconds before the first repetition; each further one waits twice as long, up to the longest. */
const FIRST_WAIT = 1;
const LONGEST_WAIT = 30;

/**
 * How long to wait before the server is asked again that could not be reached, in milliseconds. Not all pages ask at the
 * same time when it is back.
 * @param attempt how many have failed before the last one
 */
export const waitAfter = (attempt: number): number =>
  Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** attempt) * (500 + Math.random() * 500);
