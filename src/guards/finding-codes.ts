import type { FindingCode } from '../graph-client/generated/graphql.ts';

/** The findings that an experiment can have while it runs. A guard can watch these. */
export const findingCodes = [
  'SAMPLE_RATIO_MISMATCH',
  'SAMPLE_RATIO_UNTESTED',
  'NO_EXPOSURES',
  'EXPOSURES_STOPPED',
  'FLAG_EDITED_AFTER_START',
  'FLAG_MISSING',
  'FLAG_SHARED',
  'PINNED_VARIANT',
  'VARIANT_KEYS_DIFFER',
  'EXCLUDED_VARIANT_EXPOSED',
  'METRIC_NEVER_COMPUTED',
  'METRIC_FAILING',
  'NO_PRIMARY_METRIC',
  'NO_HYPOTHESIS',
  'NO_RUNNING_TIME',
  'DAILY_RESULTS_STOPPED',
  'PAST_PLANNED_END',
] as const satisfies readonly FindingCode[];

/** Findings that are worked out from results, so that they are as old as these. */
export const findingsOfResults: ReadonlySet<FindingCode> = new Set([
  'SAMPLE_RATIO_MISMATCH',
  'SAMPLE_RATIO_UNTESTED',
  'NO_EXPOSURES',
  'EXPOSURES_STOPPED',
  'VARIANT_KEYS_DIFFER',
  'METRIC_FAILING',
]);
