const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const MOMENT = /^\d{4}-\d\d-\d\dT/;
const DAY_MS = 86_400_000;

type Matcher = (argument: unknown, got: unknown) => boolean;

const time = (value: unknown): number => Date.parse(String(value));

/** The matchers of cases.json; each decides whether a present value matches. */
const MATCHERS: Record<string, Matcher> = {
  $any: () => true,
  $now: (_argument, got) => Math.abs(Date.now() - time(got)) < 60_000,
  $uuid: (_argument, got) => UUID.test(String(got)),
  $regex: (pattern, got) => typeof got === 'string' && new RegExp(String(pattern)).test(got),
  $len: (length, got) => Array.isArray(got) && got.length === length,
  $approx: (range, got) =>
    Array.isArray(range) && Math.abs(Number(got) - Number(range[0])) <= Number(range[1]),
  $not: (other, got) => JSON.stringify(got) !== JSON.stringify(other),
  $days_ago: (days, got) => Math.abs((Date.now() - time(got)) / DAY_MS - Number(days)) < 1.01,
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isName = (name: string): boolean => name === '$absent' || name in MATCHERS;

/** The matchers of an expected value: `"$now"` or `{"$len": 2}`; null for plain values. */
function matchersOf(want: unknown): [string, unknown][] | null {
  if (typeof want === 'string' && isName(want)) return [[want, true]];
  if (!isObject(want)) return null;
  const entries = Object.entries(want);
  return entries.length > 0 && entries.every(([name]) => isName(name)) ? entries : null;
}

/**
 * Differences of `got` from the expected value: only the named keys, arrays element by element, times as points in
 * time.
 */
export function mismatches(want: unknown, got: unknown, path: string, present = true): string[] {
  const matchers = matchersOf(want);
  if (matchers) return matchers.flatMap((matcher) => unmatched(matcher, got, path, present));
  if (!present) return [`${path}: missing, wanted ${JSON.stringify(want)}`];
  if (Array.isArray(want)) {
    if (!Array.isArray(got) || got.length !== want.length) {
      return [`${path}: ${JSON.stringify(got)}, wanted ${want.length} elements`];
    }
    return want.flatMap((item, index) => mismatches(item, got[index], `${path}[${index}]`));
  }
  if (isObject(want)) {
    if (!isObject(got)) return [`${path}: ${JSON.stringify(got)}, wanted an object`];
    return Object.entries(want).flatMap(([key, item]) =>
      mismatches(item, got[key], `${path}.${key}`, key in got),
    );
  }
  if (got === want || sameMoment(want, got)) return [];
  return [`${path}: ${JSON.stringify(got)}, wanted ${JSON.stringify(want)}`];
}

function unmatched(
  [name, argument]: [string, unknown],
  got: unknown,
  path: string,
  present: boolean,
): string[] {
  if (name === '$absent') return present ? [`${path}: should be absent`] : [];
  if (!present) return [`${path}: missing`];
  return MATCHERS[name]?.(argument, got)
    ? []
    : [`${path}: ${JSON.stringify(got)} is not ${name} ${JSON.stringify(argument)}`];
}

const sameMoment = (want: unknown, got: unknown): boolean =>
  typeof want === 'string' &&
  typeof got === 'string' &&
  MOMENT.test(want) &&
  time(want) === time(got);
