import { posthogEnum } from '../../../core/posthog-enum.ts';
import { wireEnum } from '../../../core/wire-enum.ts';

export const ChangeDirection = wireEnum(
  'ChangeDirection',
  "Whether a change is in the direction of the metric's goal.",
  {
    better: ['BETTER', 'An increase if the goal is to increase, a decrease if it is to decrease.'],
    worse: ['WORSE', 'A change in the opposite direction.'],
    unchanged: ['UNCHANGED', 'No change.'],
  },
);

export const ResultFailure = posthogEnum(
  'ResultFailure',
  'Why an arm has too little data for statistics.',
  {
    'not-enough-exposures': ['NOT_ENOUGH_EXPOSURES', 'Fewer than 50 people were exposed.'],
    'not-enough-metric-data': [
      'NOT_ENOUGH_METRIC_DATA',
      'Fewer than 5 people converted or came back (funnel and retention).',
    ],
    'baseline-mean-is-zero': [
      'BASELINE_MEAN_IS_ZERO',
      'The baseline is zero, so there is no relative change.',
    ],
  },
);

export const ResultSource = wireEnum('ResultSource', 'Where a result comes from.', {
  recalculation: ['RECALCULATION', 'A recalculation of all metrics of the experiment.'],
  timeseries: ['TIMESERIES', 'The daily series of the metric.'],
});

export const VerdictState = wireEnum(
  'VerdictState',
  'What the newest result of a metric means for its goal.',
  {
    winning: ['WINNING', 'A variant is significantly better than the baseline.'],
    losing: [
      'LOSING',
      'A variant is significantly worse than the baseline, and none significantly better.',
    ],
    inconclusive: [
      'INCONCLUSIVE',
      'There are statistics, but no significant difference, or the goal of the metric is a word that this API does not know.',
    ],
    not_enough_data: ['NOT_ENOUGH_DATA', 'There are counts, but too few for statistics.'],
    no_data: ['NO_DATA', 'Nothing has been computed yet, or PostHog could not compute it.'],
  },
);

export const SampleRatioUntested = wireEnum(
  'SampleRatioUntestedReason',
  'Why the split of an experiment was not tested.',
  {
    no_results: ['NO_RESULTS', 'Nothing has been computed yet.'],
    too_few_people: ['TOO_FEW_PEOPLE', 'Fewer than 5 people are expected in an arm.'],
    pinned_variant: [
      'PINNED_VARIANT',
      'A release condition pins a variant, so people do not follow the split.',
    ],
    unknown_share: [
      'UNKNOWN_SHARE',
      "The percentage of a variant is missing or not a number in PostHog's answer.",
    ],
    split_changed: [
      'SPLIT_CHANGED',
      'An arm that has people is assigned 0 % now, so the split has changed since.',
    ],
    variant_shipped: [
      'VARIANT_SHIPPED',
      'It has ended and everyone is assigned one variant, so the percentages of its run are not known any more.',
    ],
  },
);
