/** Maximum nesting of objects and lists in a caller's input. */
export const MAX_VALUE_DEPTH = 100;

/**
 * True when a value parsed from JSON is nested too deep for recursive functions: a body of a megabyte may have half a
 * million levels.
 */
export function isTooDeep(value: unknown, levels = MAX_VALUE_DEPTH): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  for (const inner of Object.values(value)) if (isTooDeep(inner, levels - 1)) return true;
  return false;
}
