import {
  assumedMissing,
  type FieldArguments,
  type FieldCall,
  type FieldUpstream,
} from '../../planner/field-cost.ts';

/** Which experiments a field reads: a page of the list, or those that its arguments name. */
interface ReadExperiments {
  readonly number: number;
  readonly areListed: boolean;
}

/** What reading facts costs, if every experiment runs. */
export const costOfFacts = (experimentsIn: (args: FieldArguments) => ReadExperiments) =>
  ({
    calls: (args) => {
      const { number, areListed } = experimentsIn(args);
      const each = (operation: FieldCall['operation'], times = 1): FieldCall => ({
        operation,
        times: () => number * times,
      });
      return [
        ...(areListed ? [{ operation: 'experiments_list' } as const] : []),
        each('experiments_retrieve'),
        each('experiments_metrics_recalculation_latest_retrieve'),
        each('experiments_timeseries_results_retrieve', assumedMissing(number)),
        { operation: 'experiment_saved_metrics_list' },
      ];
    },
  }) satisfies FieldUpstream;
