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

/**
 * The deepest nesting of JSON that is parsed. PostHog's responses stay below 30 levels, and code that walks
 * a value may call itself for each level.
 */
export const MAX_JSON_DEPTH = 500;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/**
 * True when JSON has more than {@link MAX_JSON_DEPTH} levels of objects and lists. It takes about a
 * millisecond for a megabyte and is asked before `JSON.parse`, which takes hundreds for a megabyte of
 * brackets. Only brackets and quotes are looked at, so invalid JSON is not noticed here.
 */
export function isJsonTooDeep(json: string | Uint8Array): boolean {
  // So many brackets do not fit, closing ones included.
  if (json.length < 2 * MAX_JSON_DEPTH) return false;
  const bytes = typeof json === 'string' ? Buffer.from(json) : json;
  const end = bytes.length;
  let depth = 0;
  for (let at = 0; at < end; at += 1) {
    const byte = bytes[at]!;
    if (byte === QUOTE) {
      // A loop of its own, since most bytes are in strings: this takes a quarter of one loop's time.
      for (at += 1; at < end; at += 1) {
        const inner = bytes[at]!;
        if (inner === QUOTE) break;
        if (inner === BACKSLASH) at += 1;
      }
    } else if (byte === OPEN_LIST || byte === OPEN_OBJECT) {
      depth += 1;
      if (depth > MAX_JSON_DEPTH) return true;
    } else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) depth -= 1;
  }
  return false;
}
