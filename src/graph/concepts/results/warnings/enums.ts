import { wireEnum } from '../../../core/wire-enum.ts';

export const WarningSeverity = wireEnum('DryRunWarningSeverity', 'How much a warning matters.', {
  serious: [
    'SERIOUS',
    'The action is probably a mistake, or rests on numbers that cannot be trusted. Ask a person first.',
  ],
  caution: ['CAUTION', 'The action may not be what was meant, or is not supported by the results.'],
  note: ['NOTE', 'A consequence that is easily overlooked.'],
});

export const WarningCode = wireEnum(
  'DryRunWarningCode',
  "What a warning is about. Each description lists the fields of the warning's `evidence`; shares and percentages are from 0 to 100, `delta`, `interval`, `chanceToImprove` and `pValue` are fractions as in `VariantResult`.",
  {
    sample_ratio_mismatch: [
      'SAMPLE_RATIO_MISMATCH',
      'People were not split among the variants as configured, so no result can be trusted. Evidence: `pValue`, `threshold` (p is suspicious below it), `chiSquare`, and `arms` with `key`, `observed` and `expected` people.',
    ],
    sample_ratio_untested: [
      'SAMPLE_RATIO_UNTESTED',
      'Whether people were split as configured cannot be tested, although there are results. Evidence: `reason`, as `SampleRatioUntestedReason`.',
    ],
    no_metrics: [
      'NO_METRICS',
      'The experiment has no primary metric, so nothing decides it. Evidence: `primary` and `secondary`, the numbers of metrics.',
    ],
    no_results: [
      'NO_RESULTS',
      'A primary metric has no result. Evidence: `metric`, and `error`, why PostHog could not compute it, or null.',
    ],
    not_enough_data: [
      'NOT_ENOUGH_DATA',
      'A primary metric has too little data for statistics. Evidence: `metric`, and `arms` with `key`, `samples` and `failures`.',
    ],
    not_significant: [
      'NOT_SIGNIFICANT',
      'A primary metric does not differ significantly from the baseline. Evidence: `metric`, `goal`, `baseline`, `variant`, `delta`, `interval` with `lower`, `upper` and `level`, `chanceToImprove` or `pValue`.',
    ],
    primary_metric_worse: [
      'PRIMARY_METRIC_WORSE',
      'A primary metric is significantly worse than in the baseline. Evidence: as for NOT_SIGNIFICANT.',
    ],
    secondary_metric_worse: [
      'SECONDARY_METRIC_WORSE',
      'A secondary metric is significantly worse than in the baseline. Evidence: as for NOT_SIGNIFICANT.',
    ],
    other_variant_wins: [
      'OTHER_VARIANT_WINS',
      'Another variant than the one to be shipped is significantly better in a primary metric. Evidence: as for NOT_SIGNIFICANT, where `variant` is the winner, and `shipped`.',
    ],
    excluded_variant: [
      'EXCLUDED_VARIANT',
      'The variant to be shipped is left out of the analysis, so nothing is known of its effect. Evidence: `variant`.',
    ],
    short_duration: [
      'SHORT_DURATION',
      'It ran for less than a week, so the days of the week are not represented evenly. Evidence: `days` and `minimum`.',
    ],
    before_planned_end: [
      'BEFORE_PLANNED_END',
      'The planned running time, or where only a number of people was planned, that number is not reached. Evidence: `days` and `plannedDays`, or `people` and `plannedPeople`.',
    ],
    old_results: [
      'OLD_RESULTS',
      'The newest results lack the data of the last two days or more. Evidence: `asOf`, up to when they have data, and `hours` since then.',
    ],
    partial_rollout: [
      'PARTIAL_ROLLOUT',
      'The flag does not admit everyone. Evidence: `conditions`, in order, each with `rolloutPercentage` and `properties`, the number of conditions on people; and `share`, the share of all people that is admitted, or null if that depends on properties.',
    ],
    replaces_release_conditions: [
      'REPLACES_RELEASE_CONDITIONS',
      'Releasing to everyone also reaches people whom the flag does not admit today. Evidence: as for PARTIAL_ROLLOUT, for the conditions that lose their effect.',
    ],
    pinned_variant: [
      'PINNED_VARIANT',
      'A release condition assigns one variant to everyone it matches, so those people are not split at random. Evidence: `conditions` with `index` and `variant`.',
    ],
    flag_off: [
      'FLAG_OFF',
      'The flag is off and stays off, so nobody gets the variant. Evidence: `flag`, its key.',
    ],
    holdout_stays: [
      'HOLDOUT_STAYS',
      'The people of a holdout do not get the variant. Evidence: `name` and `exclusionPercentage`, null where PostHog does not say it.',
    ],
    empty_variant: [
      'EMPTY_VARIANT',
      'A variant gets nobody, so it cannot be compared. Evidence: `variants` with `key` and `rolloutPercentage`.',
    ],
    flag_shared: [
      'FLAG_SHARED',
      'Other experiments that were launched and have not ended use the flag, and are changed with it. Evidence: `experiments` with `posthogId` and `name`.',
    ],
    no_conclusion: [
      'NO_CONCLUSION',
      'No conclusion is given, so the decision is not recorded. Evidence: none.',
    ],
    conclusion_contradicts: [
      'CONCLUSION_CONTRADICTS',
      'The conclusion contradicts what is shipped or what the results say. Evidence: `conclusion`, and `variant` or `verdicts` with `metric` and `state`.',
    ],
    evidence_unavailable: [
      'EVIDENCE_UNAVAILABLE',
      'The results, or the other experiments of the flag, could not be read, so nothing is said about them. Evidence: `code`, the error code.',
    ],
  },
);

export type WarningCodeValue = NonNullable<ReturnType<typeof WarningCode.read>>;
