const whole = new Intl.NumberFormat('en');
const fullDay = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeZone: 'UTC' });

/** What is shown for a value that PostHog does not have, or has in a form that cannot be read. */
export const missing = '–';
type Maybe<Value> = Value | null | undefined;

export const number = (value: Maybe<number>) => (value == null ? missing : whole.format(value));

/** A fraction as a share: 0.954 is “95.4%”. */
export function share(fraction: Maybe<number>): string {
  if (fraction == null) return missing;
  const percent = fraction * 100;
  if (percent > 99.9 && percent < 100) return '> 99.9%';
  if (percent < 0.1 && percent > 0) return '< 0.1%';
  return `${Number(percent.toFixed(1))}%`;
}

/** A moment of today, in the zone of the reader. */
export const timeOfDay = (moment: Date) =>
  moment.toLocaleTimeString('en', {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hour12: false,
  });

export const date = (text: Maybe<string>) =>
  text == null ? missing : fullDay.format(new Date(text));

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const spans: readonly (readonly [unit: Intl.RelativeTimeFormatUnit, seconds: number])[] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];

/** How long before `now` a moment was: “12 seconds ago”, “4 minutes ago”, “now”. */
export function ago(moment: string | number, now: Date): string {
  const seconds = Math.max(0, (now.getTime() - new Date(moment).getTime()) / 1_000);
  const [unit, size] = spans.find(([, length]) => seconds >= length) ?? ['second', 1];
  return relative.format(-Math.floor(seconds / size), unit);
}

export function days(count: number): string {
  if (count < 1) return 'under a day';
  const rounded = Math.floor(count);
  return rounded === 1 ? '1 day' : `${number(rounded)} days`;
}

export const plural = (count: number, one: string, many = `${one}s`) =>
  `${number(count)} ${count === 1 ? one : many}`;
