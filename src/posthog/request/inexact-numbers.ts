/** A number that a caller wrote and that would be sent to PostHog as another one. */
export interface InexactNumber {
  readonly path: ValuePath;
  /** As it was written. */
  readonly source: string;
}

/** The text of a value that `JSON.parse` has read; only numbers, texts, true, false and null have one. */
interface Read {
  readonly source?: string;
}

/** Names and indexes that lead to a value. */
export type ValuePath = readonly (string | number)[];

/** Stands for such a number while it is looked for. */
class Inexact {
  readonly source: string;

  constructor(source: string) {
    this.source = source;
  }
}

/**
 * The first number of a JSON text that JavaScript cannot keep: an integer with too many digits, or one such as 1e999. A
 * fraction with more digits than a double is no such number, because PostHog reads it as the same double.
 * @param value what `JSON.parse` has made of the text, which is not nested too deeply
 */
export function inexactNumberOf(text: string, value: unknown): InexactNumber | undefined {
  if (!hasLargeNumber(value)) return undefined;
  const marked: unknown = JSON.parse(text, ((_name: string, read: unknown, { source }: Read) =>
    typeof read === 'number' && source !== undefined && !isKept(read, source)
      ? new Inexact(source)
      : read) as (name: string, read: unknown) => unknown);
  let source = '';
  const path = pathTo(marked, (one) => {
    if (!(one instanceof Inexact)) return false;
    ({ source } = one);
    return true;
  });
  return path && { path, source };
}

/**
 * Where a value has a number beyond 2^53, which may be another one than was written: for values whose text is not
 * known any more. The value is not nested too deeply.
 */
export const largeNumberIn = (value: unknown): ValuePath | undefined =>
  hasLargeNumber(value) ? pathTo(value, isLarge) : undefined;

/** Without paths, since nearly no value has such a number. */
function hasLargeNumber(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return isLarge(value);
  for (const inner of Object.values(value)) if (hasLargeNumber(inner)) return true;
  return false;
}

const isLarge = (value: unknown): boolean =>
  typeof value === 'number' && Math.abs(value) > Number.MAX_SAFE_INTEGER;

/** Whether a number that was read is the one that was written. */
export const isKept = (value: number, source: string): boolean =>
  Number.isFinite(value) && (!/^-?\d+$/.test(source) || BigInt(value) === BigInt(source));

function pathTo(value: unknown, isIt: (value: unknown) => boolean): ValuePath | undefined {
  if (isIt(value)) return [];
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, inner] of Object.entries(value)) {
    const below = pathTo(inner, isIt);
    if (below) return [Array.isArray(value) ? Number(name) : name, ...below];
  }
  return undefined;
}
