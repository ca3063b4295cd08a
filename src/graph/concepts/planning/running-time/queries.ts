import { builder } from '../../../core/builder.ts';
import { inputError } from '../../../core/input-error.ts';
import { projectArgument, projectOf } from '../../../core/project-argument.ts';
import { requestCautions } from '../../../../posthog/api/request-cautions.ts';
import { RunningTimeRef } from './ref.ts';
import { wireEnum } from '../../../core/wire-enum.ts';
import { oneCall } from '../../../planner/field-cost.ts';

const OPERATION = 'experiments_calculate_running_time_create';

const RunningTimeMetricType = wireEnum(
  'RunningTimeMetricType',
  'The kind of metric to calculate a sample size for.',
  {
    funnel: ['FUNNEL', 'Share of people who complete the steps.'],
    mean_count: ['MEAN_COUNT', 'Mean of a count per person.'],
    mean_sum_or_avg: ['MEAN_SUM_OR_AVG', 'Mean of a sum or an average per person.'],
    ratio: ['RATIO', 'One aggregate divided by another.'],
    retention: ['RETENTION', 'Share of people who return.'],
  },
);

const BaselineStatsInput = builder.inputType('BaselineStatsInput', {
  description: 'Sums for the baseline arm, from which value and variance are computed.',
  fields: (t) => ({
    numberOfSamples: t.int({ description: 'Number of people; 0 or more.', required: true }),
    sum: t.float({
      description: 'Sum of the values (of the numerator, for a ratio).',
      required: true,
    }),
    sumSquares: t.float({ description: 'Sum of the squared values. Defaults to 0.' }),
    denominatorSum: t.float({
      description: 'Sum of the denominator. Required for ratio and retention.',
    }),
    denominatorSumSquares: t.float({ description: 'Sum of the squared denominator.' }),
    numeratorDenominatorSumProduct: t.float({ description: 'Sum of numerator times denominator.' }),
    stepCounts: t.floatList({
      description: 'Number of people who reached each funnel step, in order.',
    }),
  }),
});

const CalculateRunningTimeInput = builder.inputType('CalculateRunningTimeInput', {
  description: 'Input of the sample-size calculation. Give `baselineValue` or `baselineStats`.',
  fields: (t) => ({
    metricType: t.field({
      type: RunningTimeMetricType.ref,
      description: 'The kind of metric.',
      required: true,
    }),
    minimumDetectableEffect: t.float({
      description:
        'Smallest relative change worth detecting, in percent: 5 for 5 %, not 0.05. Must be above 0.',
      required: true,
    }),
    numberOfVariants: t.int({
      description: 'Number of arms including the baseline, at least 2. Defaults to 2.',
    }),
    exposureRatePerDay: t.float({
      description: 'Number of people exposed per day, in all arms together.',
    }),
    baselineValue: t.float({
      description: "The metric's current value. For FUNNEL, a share from 0 to 1.",
    }),
    variance: t.float({
      description: "The metric's variance. Use with `baselineValue` for ratio and retention.",
    }),
    baselineStats: t.field({
      type: BaselineStatsInput,
      description: 'The sums to compute the baseline from.',
    }),
  }),
});

builder.queryField('calculateRunningTime', (t) =>
  t.field({
    type: RunningTimeRef,
    description:
      'Calculates how many people an experiment needs, and how many days that takes. Does not change anything. Costs 1 upstream call.',
    nullable: true,
    args: {
      input: t.arg({
        type: CalculateRunningTimeInput,
        description: 'Input of the calculation.',
        required: true,
      }),
      projectId: projectArgument(t.arg),
    },
    extensions: oneCall(OPERATION, { project: 'answered' }),
    resolve: async (_root, { input, ...args }, context) => {
      check(input);
      const body = bodyOf(input);
      const result = await context.posthog.call(OPERATION, {
        path: { project_id: projectOf(args, context) },
        body,
      });
      return {
        result,
        numberOfVariants: body.number_of_variants,
        cautions: requestCautions(OPERATION, body),
      };
    },
  }),
);

type Input = typeof CalculateRunningTimeInput.$inferInput;

function bodyOf(input: Input) {
  const stats = input.baselineStats;
  return {
    metric_type: input.metricType,
    minimum_detectable_effect: input.minimumDetectableEffect,
    number_of_variants: input.numberOfVariants ?? 2,
    ...(input.exposureRatePerDay != null && {
      exposure_rate_per_day: input.exposureRatePerDay,
    }),
    ...(input.baselineValue != null && { baseline_value: input.baselineValue }),
    ...(input.variance != null && { variance: input.variance }),
    ...(stats && {
      baseline_stats: {
        number_of_samples: stats.numberOfSamples,
        sum: stats.sum,
        sum_squares: stats.sumSquares ?? 0,
        denominator_sum: stats.denominatorSum ?? null,
        denominator_sum_squares: stats.denominatorSumSquares ?? null,
        numerator_denominator_sum_product: stats.numeratorDenominatorSumProduct ?? null,
        ...(stats.stepCounts && { step_counts: stats.stepCounts }),
      },
    }),
  };
}

/** Validates the input by those rules of PostHog's calculator that need no call. */
function check(input: Input): void {
  if (input.minimumDetectableEffect <= 0) {
    throw inputError('`minimumDetectableEffect` must be above 0.', 'input.minimumDetectableEffect');
  }
  if (input.numberOfVariants != null && input.numberOfVariants < 2) {
    throw inputError('`numberOfVariants` must be 2 or more.', 'input.numberOfVariants');
  }
  if (input.baselineValue == null && !input.baselineStats) {
    throw inputError(
      '`baselineValue` is missing. Give it, or `baselineStats`.',
      'input.baselineValue',
    );
  }
  if (input.metricType !== 'ratio' && input.metricType !== 'retention') return;
  const { baselineStats: stats } = input;
  if (!stats && input.variance == null) {
    throw inputError(
      '`variance` is missing: ratio and retention metrics need it beside `baselineValue`, or `baselineStats`.',
      'input.variance',
    );
  }
  if (stats && stats.denominatorSum == null) {
    throw inputError(
      '`denominatorSum` is missing: ratio and retention metrics need it.',
      'input.baselineStats.denominatorSum',
    );
  }
}
