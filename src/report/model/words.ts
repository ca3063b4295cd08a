import { rounded, sideOf } from '../../rounded.ts';

const whole = new Intl.NumberFormat('en');
const moment = new Intl.DateTimeFormat('en', {
  dateStyle: 'medium',
  timeStyle: 'short',
  timeZone: 'UTC',
});
const fullDay = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeZone: 'UTC' });

/** A number and its sign stay on one line. */
const PERCENT = '\u00a0%';

/** What is shown for a value that PostHog does not have. */
export const NONE = '–';
type Maybe<Value> = Value | null | undefined;

export const number = (value: Maybe<number>): string =>
  value == null ? NONE : whole.format(value);

/** A fraction as a signed change: 0.042 is `+4.2 %`. */
export function change(fraction: Maybe<number>): string {
  if (fraction == null) return NONE;
  const percent = fraction * 100;
  const text = Math.abs(percent).toFixed(Math.abs(percent) < 9.95 ? 1 : 0);
  if (Number(text) === 0) return text + PERCENT;
  return `${percent > 0 ? '+' : '−'}${text}${PERCENT}`;
}

/** A fraction as a share: 0.954 is `95.4 %`. */
export function share(fraction: Maybe<number>): string {
  if (fraction == null) return NONE;
  const percent = fraction * 100;
  if (percent > 99.9 && percent < 100) return `> 99.9${PERCENT}`;
  if (percent < 0.1 && percent > 0) return `< 0.1${PERCENT}`;
  return `${Number(percent.toFixed(1))}${PERCENT}`;
}

export const interval = (
  bounds: Maybe<{ readonly lower: number; readonly upper: number }>,
): string => (bounds ? `${change(bounds.lower)} to ${change(bounds.upper)}` : NONE);

/**
 * A p-value, rounded so that it is on the same side of the limit of significance.
 * @param level the confidence level, of which the limit is what is missing to 1
 */
export function pValue(p: number, level = 0.95): string {
  if (p < 0.001) return 'p < 0.001';
  // 1 - 0.95 is 0.050000000000000044.
  const limit = Number((1 - level).toFixed(10));
  return `p = ${rounded(p, sideOf(limit), 3)}`;
}

/** A mean of any size in few digits. */
export function mean(value: Maybe<number>): string {
  if (value == null) return NONE;
  if (Math.abs(value) >= 1000) return number(Math.round(value));
  return value.toLocaleString('en', { maximumSignificantDigits: 3 });
}

export const time = (text: Maybe<string>): string =>
  text == null ? NONE : `${moment.format(new Date(text))} UTC`;

export const day = (text: string): string => fullDay.format(new Date(text));

/** `STOP_INCONCLUSIVE` as `Stop inconclusive`. */
export function words(name: Maybe<string>): string {
  if (name == null) return NONE;
  const text = name.toLowerCase().replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The name of an account, with its address. */
export function person(
  account: Maybe<{
    readonly firstName: string | null;
    readonly lastName?: string | null;
    readonly email: string | null;
  }>,
): string {
  if (!account) return NONE;
  const name = [account.firstName, account.lastName].filter(Boolean).join(' ');
  return name && account.email ? `${name} (${account.email})` : name || account.email || NONE;
}
