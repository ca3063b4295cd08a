/** The change of one variant against the baseline, day by day. */
export interface Series {
  readonly key: string;
  /** Place of the variant among all, which is its colour. */
  readonly index: number;
  readonly points: readonly SeriesPoint[];
}

/** One day: the change, and the interval it lies in, as fractions. */
export interface SeriesPoint {
  readonly date: Date;
  readonly delta: number;
  readonly lower: number;
  readonly upper: number;
}

interface Day {
  readonly date: string | null;
  readonly variants:
    | readonly {
        readonly key: string | null;
        readonly delta: number | null;
        readonly interval: { readonly lower: number; readonly upper: number } | null;
      }[]
    | null;
}

/** The lines to draw. Days without statistics are left out, and variants without any such day. */
export function seriesOf(days: readonly Day[], keys: readonly (string | null)[]): Series[] {
  return keys
    .flatMap((key, index) => (key === null ? [] : [{ key, index }]))
    .map(({ key, index }) => ({
      key,
      index,
      points: days.flatMap(({ date, variants }) => {
        const { delta, interval } = variants?.find((variant) => variant.key === key) ?? {};
        return date === null || delta == null || !interval
          ? []
          : [{ date: new Date(date), delta, ...bounds(interval) }];
      }),
    }))
    .filter(({ points }) => points.length > 0);
}

const bounds = ({ lower, upper }: { readonly lower: number; readonly upper: number }) => ({
  lower,
  upper,
});

/** Share of the days, from the start, whose wide intervals do not decide how much is shown. */
const UNSETTLED = 0.25;

/** Lowest and highest value to show, zero among them. Early intervals may run out of the picture. */
export function rangeOf(series: readonly Series[]): [low: number, high: number] {
  const settled = series.flatMap(({ points }) =>
    points.slice(Math.min(points.length - 1, Math.floor(points.length * UNSETTLED))),
  );
  const low = Math.min(0, ...settled.map(({ lower }) => lower));
  const high = Math.max(0, ...settled.map(({ upper }) => upper));
  const margin = (high - low || 0.01) * 0.08;
  return [low - margin, high + margin];
}

/** Every day any of the lines has, oldest first. */
export function daysOf(series: readonly Series[]): Date[] {
  const times = new Set(series.flatMap(({ points }) => points.map(({ date }) => date.getTime())));
  return Array.from(times)
    .sort((one, other) => one - other)
    .map((time) => new Date(time));
}

/** The point of a line on a day. */
export const pointOn = ({ points }: Series, day: Date): SeriesPoint | undefined =>
  points.find(({ date }) => date.getTime() === day.getTime());
