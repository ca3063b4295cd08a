/** Rough, and on the safe side for JSON: letters a token stands for. */
const LETTERS_PER_TOKEN = 3.5;

const tokensOf = (value: unknown): number =>
  Math.ceil((JSON.stringify(value) ?? '').length / LETTERS_PER_TOKEN);

export interface TrimmedResult {
  readonly value: unknown;
  /** Paths that were left out, in the order they went. */
  readonly dropped: readonly string[];
  readonly tokens: number;
}

/**
 * Leaves out whole fields, the first named first, until a value takes no more than so many tokens.
 * No text is ever shortened: what is there is as it was answered. When everything that may go is
 * gone the value may still be too long; `tokens` says so.
 */
export function trimToTokens(
  value: unknown,
  budget: number,
  droppable: readonly string[],
): TrimmedResult {
  let fitted = value;
  let tokens = tokensOf(value);
  const dropped: string[] = [];
  for (const path of droppable) {
    if (tokens <= budget) break;
    fitted = without(fitted, path.split('.'));
    const left = tokensOf(fitted);
    if (left < tokens) dropped.push(path);
    tokens = left;
  }
  return { value: fitted, dropped, tokens };
}

/** A copy without the field at the end of a path; a list on the way is every one of its items. */
function without(value: unknown, [name, ...rest]: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => without(item, [name ?? '', ...rest]));
  if (typeof value !== 'object' || value === null || name === undefined || !(name in value)) {
    return value;
  }
  const { [name]: inner, ...others } = value as Record<string, unknown>;
  return rest.length === 0 ? others : { ...value, [name]: without(inner, rest) };
}

/** The heaviest fields of a value, as `path: tokens`, for whoever has to ask for less. */
export function largestPart(value: unknown, count = 3): string[] {
  const weights = new Map<string, number>();
  const weigh = (inner: unknown, path: string): void => {
    if (Array.isArray(inner)) {
      for (const item of inner) weigh(item, path);
    } else if (typeof inner === 'object' && inner !== null) {
      for (const [name, field] of Object.entries(inner))
        weigh(field, path === '' ? name : `${path}.${name}`);
    } else {
      weights.set(path, (weights.get(path) ?? 0) + tokensOf(inner));
    }
  };
  weigh(value, '');
  return [...weights]
    .toSorted(([, one], [, other]) => other - one)
    .slice(0, count)
    .map(([path, tokens]) => `${path}: ${tokens}`);
}
