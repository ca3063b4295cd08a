import type { FindingCode } from './list/outcomes/generated/graphql.ts';

/** The kinds of findings, apart from `words.ts` because no page needs them before a filter is opened. */
export const findingWords: Readonly<Record<FindingCode, string>> = {
  CHECK_UNAVAILABLE: 'Check not possible',
  CONCLUSION_CONTRADICTS: 'Conclusion contradicts the flag',
  DAILY_RESULTS_STOPPED: 'Daily results have stopped',
  EXCLUDED_VARIANT_EXPOSED: 'Excluded variant still exposed',
  EXPOSURES_STOPPED: 'Exposures have stopped',
  FLAG_EDITED_AFTER_START: 'Flag edited after the start',
  FLAG_MISSING: 'Flag deleted',
  FLAG_SHARED: 'Flag shared with another experiment',
  FLAG_STILL_SPLITS: 'Flag still splits after the end',
  METRIC_FAILING: 'Metric cannot be computed',
  METRIC_NEVER_COMPUTED: 'Metric never computed',
  NOT_ARCHIVED: 'Not archived',
  NO_CONCLUSION: 'No conclusion',
  NO_EXPOSURES: 'No exposures',
  NO_HYPOTHESIS: 'No hypothesis',
  NO_PRIMARY_METRIC: 'No primary metric',
  NO_RUNNING_TIME: 'No planned running time',
  PAST_PLANNED_END: 'Past its planned end',
  PINNED_VARIANT: 'Variant pinned by a condition',
  RAN_LESS_THAN_A_WEEK: 'Ran for less than a week',
  SAMPLE_RATIO_MISMATCH: 'Uneven sample ratio',
  SAMPLE_RATIO_UNTESTED: 'Sample ratio not tested',
  STALE_DRAFT: 'Forgotten draft',
  VARIANT_KEYS_DIFFER: 'Variants differ from the flag',
};
