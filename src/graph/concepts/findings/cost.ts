import type { FieldArguments, FieldCall } from '../../planner/field-cost.ts';
import { kindOf, type FindingSource } from './kinds.ts';
import { codesOf, type Selection } from './select.ts';

/** Metrics that the newest recalculation is assumed not to have. */
const ASSUMED_MISSING = 1;

/** The calls that each source takes for one experiment, at most. */
const callsOfSource: Readonly<Record<FindingSource, readonly FieldCall['operation'][]>> = {
  row: [],
  detail: ['experiments_retrieve'],
  results: ['experiments_retrieve', 'experiments_metrics_recalculation_latest_retrieve'],
  series: ['experiments_retrieve'],
  activity: ['experiments_activity_retrieve'],
  flag: ['experiments_list'],
};

/** The calls of the checks that arguments select, for one experiment: operation and number. */
export function callsOfChecks(args: FieldArguments): ReadonlyMap<FieldCall['operation'], number> {
  const sources = new Set(codesOf(args as Selection).flatMap((code) => kindOf(code).sources));
  const calls = new Map(
    [...sources].flatMap((source) => callsOfSource[source]).map((operation) => [operation, 1]),
  );
  const series = Number(sources.has('series')) + Number(sources.has('results')) * ASSUMED_MISSING;
  if (series > 0) calls.set('experiments_timeseries_results_retrieve', series);
  return calls;
}
