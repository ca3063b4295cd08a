/**
 * Serializes a JSON value like Python's `json.dumps(value, sort_keys=True, separators=(",", ":"))`: keys
 * sorted by code point at every level, everything outside printable ASCII escaped, numbers in the format of
 * Python's `repr`. PostHog hashes this text, so every character matters.
 */
export function pythonJson(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'number') return pythonNumber(value);
  if (typeof value === 'string') return pythonString(value);
  if (typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return `[${value.map(pythonJson).join(',')}]`;
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .toSorted(([a], [b]) => byCodePoint(a, b))
    .map(([key, member]) => `${pythonString(key)}:${pythonJson(member)}`);
  return `{${members.join(',')}}`;
}

function pythonString(text: string): string {
  // Python's ASCII escaper also escapes DEL, which JSON.stringify leaves alone.
  return JSON.stringify(text).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** JavaScript compares UTF-16 units, Python code points: the results differ for surrogates. */
function byCodePoint(a: string, b: string): number {
  const at = firstDifference(a, b);
  return (a.codePointAt(at) ?? -1) - (b.codePointAt(at) ?? -1);
}

/** Index of the first difference of two texts; the length of the shorter one if it is a prefix of the other. */
function firstDifference(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a.codePointAt(at) === b.codePointAt(at)) at += 1;
  return at;
}

/**
 * JavaScript cannot distinguish `5` from `5.0`: whole numbers are treated as ints, as every client
 * sends them. `repr` of a float uses exponents below 1e-4, JavaScript only below 1e-6, and `repr`
 * pads the exponent to two digits.
 */
function pythonNumber(value: number): string {
  if (!Number.isFinite(value))
    return Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity';
  if (value === 0) return '0';
  if (Number.isInteger(value) && Math.abs(value) < 1e21) return BigInt(value).toString();
  const size = Math.abs(value);
  const text = size < 1e-4 || size >= 1e16 ? value.toExponential() : String(value);
  return text.replace(/e([+-])(\d)$/, 'e$10$2');
}
