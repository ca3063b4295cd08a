import { estimateRatio, mean, type RatioEstimate } from './interval.ts';
import type { MemoryFigures, Row, SideName, TimeFigures } from './rows.ts';

export type FigureName = keyof TimeFigures | keyof MemoryFigures;

/** One figure of a scenario on both sides. */
export interface Compared {
  readonly scenario: string;
  readonly mode: string;
  /** Geometric means over the rounds. */
  readonly a: number;
  readonly b: number;
  /** B as a multiple of A. */
  readonly estimate: RatioEstimate;
}

/**
 * Compares one figure for each scenario and mode in which a round has it of both sides. A ratio is taken inside a round,
 * over all of its runs.
 */
export function compareFigure(rows: readonly Row[], figure: FigureName): Compared[] {
  const having = rows.filter((row) => row[figure] !== undefined);
  const groups = Map.groupBy(having, ({ scenario, mode }) => `${scenario} ${mode}`);
  return [...groups.values()].flatMap((group) => {
    const byRound = [...Map.groupBy(group, ({ round }) => round).values()];
    const sides = byRound
      .map((round) => ({ a: meanLog(round, 'a', figure), b: meanLog(round, 'b', figure) }))
      // A side that failed in a round, or a figure of 0, has no ratio.
      .filter(({ a, b }) => Number.isFinite(a) && Number.isFinite(b));
    const estimate = estimateRatio(sides.map(({ a, b }) => b - a));
    if (!estimate) return [];
    const { scenario, mode } = group[0]!;
    const level = (side: SideName) => Math.exp(mean(sides.map((logarithms) => logarithms[side])));
    return [{ scenario, mode, a: level('a'), b: level('b'), estimate }];
  });
}

const meanLog = (rows: readonly Row[], side: SideName, figure: FigureName): number =>
  mean(rows.filter((row) => row.side === side).map((row) => Math.log(row[figure]!)));
