/** Objects and lists inside each other in what a caller sends. */
export const MAX_VALUE_DEPTH = 100;

/**
 * True when a value read from JSON is nested too deep to be worked on: whatever reads or writes a value calls itself
 * for each level, and a body of a megabyte may have half a million.
 */
export function isTooDeep(value: unknown, levels = MAX_VALUE_DEPTH): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  for (const inner of Object.values(value)) if (isTooDeep(inner, levels - 1)) return true;
  return false;
}
