import { afterEach, beforeEach } from 'vitest';
import { startChangedGraph, type ChangedGraph } from '../../../../../support/changed-graph.ts';
import { control, load } from '../../../../../support/sandbox-control.ts';

const PEOPLE = 2_000;
const CONTROL_SUM = 10_000;

/** The counts of an arm with the covariates of CUPED. */
const arm = (key: string, sum: number) => ({
  key,
  number_of_samples: PEOPLE,
  sum,
  sum_squares: 6 * sum,
  covariate_sum: CONTROL_SUM,
  covariate_sum_squares: 60_000,
  covariate_sum_product: 60_000,
  validation_failures: [],
});

/** A test arm whose control has a sum of 10,000 from as many people. */
export const bayesian = (
  sum: number,
  chance: number,
  interval: readonly number[] | null,
  significant = true,
) => ({
  ...arm('test', sum),
  method: 'bayesian',
  chance_to_win: chance,
  credible_interval: interval,
  significant,
});

export const frequentist = (
  sum: number,
  p: number,
  interval: readonly number[],
  significant = true,
) => ({
  ...arm('test', sum),
  method: 'frequentist',
  p_value: p,
  confidence_interval: interval,
  significant,
});

interface Given {
  readonly goal?: 'increase' | 'decrease';
  /** The test arm of the newest result. */
  readonly variant?: object;
  readonly start?: string;
  readonly now?: string;
  /** More properties of the experiment. */
  readonly more?: object;
}

/** Starts the product for each test, over a PostHog that has one experiment with one metric. */
export function useOneMetric() {
  let graph: ChangedGraph;
  beforeEach(async () => {
    graph = await startChangedGraph();
  });
  afterEach(() => graph.close());

  return {
    get graph() {
      return graph;
    },
    /** Makes the experiment, which was to run for 14 days, and resolves to its number. */
    async experimentWith({
      goal = 'increase',
      variant = bayesian(CONTROL_SUM, 0.5, [-0.1, 0.1], false),
      start = '2026-06-01T12:00:00Z',
      now = '2026-06-20T12:00:00Z',
      more = {},
    }: Given): Promise<string> {
      const source = { kind: 'EventsNode', event: 'e' };
      const { id } = await load(graph.sandbox, {
        now: start,
        experiment: {
          name: 'One metric',
          feature_flag_key: 'one-metric',
          start_date: start,
          running_time_calculation: { recommended_running_time: 14 },
          metrics: [{ kind: 'ExperimentMetric', metric_type: 'mean', name: 'Value', goal, source }],
          ...more,
        },
      });
      await control(graph.sandbox, 'clock', { now });
      graph.changes(/metrics_recalculation\/latest/, (json) => {
        Object.assign(json.results[0], {
          status: 'completed',
          error_message: null,
          result: {
            kind: 'ExperimentQuery',
            baseline: arm('control', CONTROL_SUM),
            variant_results: [variant],
          },
        });
      });
      return id;
    },
  };
}
