import { wireEnum } from '../../../core/wire-enum.ts';

export const ChangeDirection = wireEnum(
  'ChangeDirection',
  "Whether a change is one the metric's goal wants.",
  {
    better: ['BETTER', 'Up where the goal is to increase, down where it is to decrease.'],
    worse: ['WORSE', 'The other way.'],
    unchanged: ['UNCHANGED', 'No change at all.'],
  },
);

export const ResultFailure = wireEnum(
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
      'The baseline is zero, so that no relative change exists.',
    ],
  },
);

export const ResultSource = wireEnum('ResultSource', 'What PostHog computed a result in.', {
  recalculation: ['RECALCULATION', 'A run over all metrics of the experiment.'],
  timeseries: ['TIMESERIES', 'The daily series of the metric.'],
});

export const VerdictState = wireEnum(
  'VerdictState',
  'What the newest result means for the goal of a metric.',
  {
    winning: ['WINNING', 'A variant is significantly better than the baseline.'],
    losing: [
      'LOSING',
      'A variant is significantly worse than the baseline, and none significantly better.',
    ],
    inconclusive: ['INCONCLUSIVE', 'There are statistics, but no significant difference.'],
    not_enough_data: ['NOT_ENOUGH_DATA', 'There are counts, but too few for statistics.'],
    no_data: ['NO_DATA', 'Nothing has been computed yet.'],
  },
);
