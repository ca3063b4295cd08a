import type { GraphContext } from '../../../context/context.ts';
import type { ExperimentRow } from '../../experiment/loader.ts';
import type { MetricNode } from '../../metric/node.ts';
import { peopleIn } from './comparison.ts';
import { loadLatestResult, loadMostExposed, loadRunError } from './latest.ts';
import type { MetricResultNode } from './metric-result.ts';
import { splitTest, type SplitTest } from './split-test.ts';

/** A metric of the experiment with its newest result; null where there is none. */
export interface MeasuredMetric {
  readonly node: MetricNode;
  readonly result: MetricResultNode | null;
  /** Why the newest run could not compute it; null if it did not fail. */
  readonly error: string | null;
}

/** The people of an experiment, by the newest result that counts the most of them. */
export interface People extends SplitTest {
  /** Null before anything was computed. */
  readonly result: MetricResultNode | null;
}

/** The results that a judgement of an experiment rests on. */
export interface Evidence {
  readonly measured: readonly MeasuredMetric[];
  readonly people: People;
}

/** The newest results of metrics of one experiment: 1 upstream call, and 1 for each that the newest run lacks. */
export const loadMeasured = (
  context: GraphContext,
  metrics: readonly MetricNode[],
): Promise<MeasuredMetric[]> =>
  Promise.all(
    metrics.map(async (node) => ({
      node,
      result: await loadLatestResult(context, node),
      error: await loadRunError(context, node),
    })),
  );

/** The people of an experiment, and whether they were split as configured. Shares the calls of the results. */
export async function loadPeople(
  context: GraphContext,
  row: ExperimentRow,
  metrics: readonly MetricNode[],
): Promise<People> {
  const result = await loadMostExposed(context, metrics);
  return { result, ...splitTest(row, result?.comparison ?? null) };
}

/** The most people that any of the results counts, over all arms. */
export const mostPeople = (measured: readonly MeasuredMetric[]): number =>
  Math.max(0, ...measured.map(({ result }) => (result ? peopleIn(result.comparison) : 0)));

/** Both of them. */
export async function loadEvidence(
  context: GraphContext,
  row: ExperimentRow,
  metrics: readonly MetricNode[],
): Promise<Evidence> {
  const measured = await loadMeasured(context, metrics);
  return { measured, people: await loadPeople(context, row, metrics) };
}
