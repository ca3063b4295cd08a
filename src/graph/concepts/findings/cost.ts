import { assumedMissing, type FieldArguments, type FieldCall } from '../../planner/field-cost.ts';
import { kindOf, type FindingSource } from './kinds.ts';
import { codesOf, type Selection } from './select.ts';

/** The calls that each source takes for one experiment, at most. */
const callsOfSource: Readonly<Record<FindingSource, readonly FieldCall['operation'][]>> = {
  row: [],
  detail: ['experiments_retrieve'],
  results: ['experiments_retrieve', 'experiments_metrics_recalculation_latest_retrieve'],
  series: ['experiments_retrieve'],
  activity: ['experiments_activity_retrieve'],
  flag: ['experiments_list'],
};

/**
 * The calls of the checks that arguments select, for each experiment: operation and number.
 * @param experiments how many are examined
 */
export function callsOfChecks(
  args: FieldArguments,
  experiments?: number,
): ReadonlyMap<FieldCall['operation'], number> {
  const sources = new Set(codesOf(args as Selection).flatMap((code) => kindOf(code).sources));
  const calls = new Map(
    [...sources].flatMap((source) => callsOfSource[source]).map((operation) => [operation, 1]),
  );
  const series =
    Number(sources.has('series')) + Number(sources.has('results')) * assumedMissing(experiments);
  if (series > 0) calls.set('experiments_timeseries_results_retrieve', series);
  return calls;
}
