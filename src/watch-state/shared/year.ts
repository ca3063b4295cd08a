/** Milliseconds for which a value stays that nobody writes again: the store has none without an end. */
export const YEAR_MS = 365 * 86_400_000;
