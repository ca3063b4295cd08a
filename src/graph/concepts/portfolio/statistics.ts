import { daysOf } from '../experiment/planned-end.ts';
import type { ExperimentNode } from '../experiment/ref.ts';

/** How some experiments went. */
export interface PortfolioStatistics {
  readonly experiments: number;
  readonly drafts: number;
  readonly running: number;
  readonly ended: number;
  readonly won: number;
  readonly lost: number;
  readonly inconclusive: number;
  readonly stoppedEarly: number;
  readonly invalid: number;
  /** Null where no experiment has a conclusion other than invalid. */
  readonly winRate: number | null;
  /** Null where none has ended. */
  readonly medianDurationDays: number | null;
}

/** Counts experiments by status and conclusion. Makes no call. */
export function statisticsOf(nodes: readonly Pick<ExperimentNode, 'row'>[]): PortfolioStatistics {
  const rows = nodes.map(({ row }) => row);
  const ended = rows.filter(({ start_date: start, end_date: end }) => start != null && end != null);
  const drafts = rows.filter(({ start_date: start }) => start == null);
  const concluded = (conclusion: string) =>
    ended.filter((row) => row.conclusion === conclusion).length;
  const [won, lost, inconclusive, stoppedEarly, invalid] = [
    concluded('won'),
    concluded('lost'),
    concluded('inconclusive'),
    concluded('stopped_early'),
    concluded('invalid'),
  ] as const;
  const decided = won + lost + inconclusive + stoppedEarly;
  return {
    experiments: rows.length,
    drafts: drafts.length,
    running: rows.length - drafts.length - ended.length,
    ended: ended.length,
    won,
    lost,
    inconclusive,
    stoppedEarly,
    invalid,
    winRate: decided === 0 ? null : won / decided,
    medianDurationDays: median(ended.map((row) => daysOf(row, never) ?? 0)),
  };
}

/** The duration of what has ended does not depend on the time. */
const never = () => new Date(Number.NaN);

function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1]!, sorted[sorted.length >> 1]!];
  return (low + high) / 2;
}
