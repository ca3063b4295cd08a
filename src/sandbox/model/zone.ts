export const DAY_MS = 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat>();

/** Wall-clock time of a zone, as the epoch milliseconds of that time in UTC. */
function wallTime(moment: Date, zone: string): number {
  if (zone === 'UTC') return moment.getTime();
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      hourCycle: 'h23',
      dateStyle: 'short',
      timeStyle: 'medium',
    });
    formats.set(zone, format);
  }
  const [date, time] = format.format(moment).split(', ');
  return Date.parse(`${date}T${time}Z`) + moment.getUTCMilliseconds();
}

/** The day of a point in time in a time zone, `YYYY-MM-DD`. */
export function dayIn(zone: string, moment: Date): string {
  return new Date(wallTime(moment, zone)).toISOString().slice(0, 10);
}

/** The last midnight of a zone at or before a point in time. */
export function midnightIn(zone: string, moment: Date): Date {
  const near = moment.getTime() - timeOfDay(zone, moment);
  // If the zone's offset changed since midnight, the result is off by an hour.
  const beside = timeOfDay(zone, new Date(near));
  return new Date(beside < DAY_MS / 2 ? near - beside : near + DAY_MS - beside);
}

/** Milliseconds since midnight in the wall-clock time of a zone. */
const timeOfDay = (zone: string, moment: Date): number =>
  ((wallTime(moment, zone) % DAY_MS) + DAY_MS) % DAY_MS;

/** Every day from the first to the last, inclusive, `YYYY-MM-DD`. */
export function daysBetween(first: string, last: string): string[] {
  const days: string[] = [];
  for (let at = Date.parse(first); at <= Date.parse(last); at += DAY_MS)
    days.push(new Date(at).toISOString().slice(0, 10));
  return days;
}
