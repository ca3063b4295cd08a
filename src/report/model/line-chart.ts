/** One day of a line: its value, and the interval it lies in. */
export interface ChartPoint {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly value: number;
  readonly lower?: number;
  readonly upper?: number;
}

export interface ChartLine {
  readonly name: string;
  readonly points: readonly ChartPoint[];
}

/** Lines over days. */
export interface LineChart {
  readonly title: string;
  /** What the chart shows, for people who do not see it. */
  readonly description: string;
  readonly lines: readonly ChartLine[];
  readonly unit: 'change' | 'people';
  /** A level to compare with, such as a plan. */
  readonly level?: { readonly name: string; readonly value: number } | undefined;
}

/** Every day that any line has, oldest first. */
export const daysOf = (lines: readonly ChartLine[]): readonly string[] =>
  [...new Set(lines.flatMap(({ points }) => points.map(({ date }) => date)))].toSorted();

/** Share of the days, from the start, whose wide intervals do not decide how much is shown. */
const UNSETTLED = 0.25;

/** Lowest and highest value to show, zero among them. Early intervals may run out of the picture. */
export function rangeOf({ lines, level }: LineChart): readonly [low: number, high: number] {
  const settled = lines.flatMap(({ points }) =>
    points.slice(Math.min(points.length - 1, Math.floor(points.length * UNSETTLED))),
  );
  const values = settled.flatMap(({ value, lower = value, upper = value }) => [lower, upper]);
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values, level?.value ?? 0);
  const margin = (high - low || 0.01) * 0.08;
  return [low === 0 ? 0 : low - margin, high + margin];
}
