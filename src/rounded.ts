/** What is said of a number: whether something is true of it, or on which side of a limit it is. */
type Said = (shown: number) => boolean | number;

/**
 * A number rounded to some digits, or to as many more as it takes until the same can be said of the rounded number:
 * rounding must not turn what is said into its opposite, into nothing or into certainty.
 * @param digits after the point, or with `toPrecision` in all
 */
export function rounded(
  value: number,
  said: Said,
  digits = 1,
  form: 'toFixed' | 'toPrecision' = 'toFixed',
): string {
  for (let more = digits; more <= MOST_DIGITS; more += 1) {
    const text = value[form](more);
    if (said(Number(text)) === said(value)) return text;
  }
  return String(value);
}

/** Says on which side of a limit a number is. */
export const sideOf = (limit: number) => (shown: number) => Math.sign(shown - limit);

/** More are noise of the computation. */
const MOST_DIGITS = 15;

/** Days with one digit, or more as what is said of them needs, as a number: 6.98 of which "fewer than 7" is said. */
export const roundedDays = (days: number, said: Said = () => true): number =>
  Number(rounded(days, said));

/** The same in words: "1 day", "3.5 days". */
export function inDays(...asked: Parameters<typeof roundedDays>): string {
  const days = roundedDays(...asked);
  return `${days} ${days === 1 ? 'day' : 'days'}`;
}

/**
 * How long ago something was: "3.5 days ago", and on its first day "2 hours ago".
 * @param days since then, at least 0
 */
export function ago(days: number, said?: Said): string {
  const hours = Math.floor(days * 24);
  if (hours >= 24) return `${inDays(days, said)} ago`;
  if (hours < 1) return 'less than an hour ago';
  return `${hours} ${hours === 1 ? 'hour' : 'hours'} ago`;
}
