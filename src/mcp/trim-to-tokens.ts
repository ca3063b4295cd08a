/** Characters per token: an estimate on the safe side for JSON. */
const LETTERS_PER_TOKEN = 3.5;

export const tokensOf = (value: unknown): number =>
  Math.ceil((JSON.stringify(value) ?? '').length / LETTERS_PER_TOKEN);

export interface TrimmedResult {
  readonly value: unknown;
  /** Paths that were omitted, in the order of their removal. */
  readonly dropped: readonly string[];
  readonly tokens: number;
}

/**
 * Omits whole fields, in the given order, until a value fits into the given number of tokens.
 * Text is never shortened: the remaining fields are unchanged. When every droppable field has been
 * omitted, the value may still be too long; `tokens` has its size.
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

/** A copy without the field at the end of a path; a list on the path stands for each of its items. */
function without(value: unknown, [name, ...rest]: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => without(item, [name ?? '', ...rest]));
  if (typeof value !== 'object' || value === null || name === undefined || !(name in value)) {
    return value;
  }
  const { [name]: inner, ...others } = value as Record<string, unknown>;
  return rest.length === 0 ? others : { ...value, [name]: without(inner, rest) };
}

/** The largest fields of a value, as `path: tokens`, to help the caller select less. */
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
