import type { FieldArguments, FieldUpstream } from '../../planner/field-cost.ts';

/** Metrics that the newest recalculation of an experiment is assumed not to have. */
const ASSUMED_MISSING = 1;

/** What reading facts costs, if every experiment runs. */
export const costOfFacts = (experiments: (args: FieldArguments) => number) =>
  ({
    project: 'answered',
    calls: (args) => [
      { operation: 'experiments_list' },
      { operation: 'experiments_retrieve', times: () => experiments(args) },
      {
        operation: 'experiments_metrics_recalculation_latest_retrieve',
        times: () => experiments(args),
      },
      {
        operation: 'experiments_timeseries_results_retrieve',
        times: () => experiments(args) * ASSUMED_MISSING,
      },
      { operation: 'experiment_saved_metrics_list' },
    ],
  }) satisfies FieldUpstream;
