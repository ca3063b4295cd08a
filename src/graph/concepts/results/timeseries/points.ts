import { asValue, readOr } from '../../../core/malformed.ts';
import { Compared } from '../result/compared.ts';
import type { Comparison, GoalInterpretation } from '../result/comparison.ts';
import { readComparison } from '../result/read.ts';
import type { TimeseriesRow } from './loader.ts';

/** A day of a series. Results are cumulative: from the launch to the end of that day in the time zone of the project. */
export class PointNode extends Compared {
  readonly date: string;
  /** The error PostHog reported for that day. */
  readonly error: string | null;

  constructor(date: string, comparison: Comparison | null, error: string | null) {
    super(comparison);
    this.date = date;
    this.error = error;
  }
}

/** The range of days to return, inclusive; null leaves that end open. */
export interface DateCut {
  readonly from: string | null;
  readonly to: string | null;
}

/** The days of a series within the range, in order, including days without a result. */
export function pointsOf(
  row: TimeseriesRow,
  interpretation: GoalInterpretation,
  cut: DateCut,
): PointNode[] {
  const mayHaveErrors = readOr(hasErrors, true, row);
  return (mayHaveErrors ? allDates(row) : Object.keys(row.timeseries))
    .filter((date) => date >= (cut.from ?? '') && (cut.to === null || date <= cut.to))
    .toSorted()
    .map((date) => {
      const answer = row.timeseries[date];
      const comparison = answer ? readComparison(answer, interpretation) : null;
      const error = mayHaveErrors ? asValue(() => row.errors?.[date] ?? null) : null;
      return new PointNode(date, comparison, error);
    });
}

const hasErrors = ({ errors }: TimeseriesRow): boolean => errors != null;

/** The days with a result or an error, each once. */
function allDates(row: TimeseriesRow): readonly string[] {
  const failed = readOr(() => row.errors, null);
  return [...new Set([...Object.keys(row.timeseries), ...Object.keys(failed ?? {})])];
}

/** The newest day that has a result, or null. */
export function latestPoint(points: readonly PointNode[]): PointNode | null {
  return points.findLast(({ comparison }) => comparison !== null) ?? null;
}
