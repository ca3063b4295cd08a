import type { EventType } from './event-types.ts';
import type { FindingFacts } from './facts.ts';

/** Findings that are events, by their codes. The others are habits, which `Experiment.findings` lists. */
const typeOfCode: Readonly<Record<string, EventType>> = {
  SAMPLE_RATIO_MISMATCH: 'experiment.warning',
  FLAG_MISSING: 'experiment.warning',
  PINNED_VARIANT: 'experiment.warning',
  VARIANT_KEYS_DIFFER: 'experiment.warning',
  EXCLUDED_VARIANT_EXPOSED: 'experiment.warning',
  NO_PRIMARY_METRIC: 'experiment.warning',
  NO_EXPOSURES: 'experiment.health.noData',
  METRIC_FAILING: 'experiment.health.queryFailed',
  METRIC_NEVER_COMPUTED: 'experiment.health.queryFailed',
  PAST_PLANNED_END: 'experiment.stale',
  STALE_DRAFT: 'experiment.stale',
  FLAG_STILL_SPLITS: 'experiment.stale',
  DAILY_RESULTS_STOPPED: 'experiment.stale',
};

/** The codes of the findings that are events. */
export const reportedCodes = Object.keys(typeOfCode);

/** The type of the event that reports a finding; undefined for a finding that is not reported. */
export const typeOfFinding = ({ code }: FindingFacts): EventType | undefined => typeOfCode[code];

/** Findings about the settings of an experiment and its flag, which are there before its launch. */
const OF_SETTINGS: ReadonlySet<string> = new Set([
  'FLAG_MISSING',
  'PINNED_VARIANT',
  'VARIANT_KEYS_DIFFER',
  'NO_PRIMARY_METRIC',
]);

/** Whether a finding of this code is about the settings, and not about what happened in a run. */
export const isOfSettings = (code: string): boolean => OF_SETTINGS.has(code);

const RANK = { INFO: 0, WARNING: 1, CRITICAL: 2 } as const;

/** What a finding is about: two with the same subject are the same finding, looked at twice. */
export const subjectOf = ({ code, metricUuid, variantKey }: FindingFacts): string =>
  JSON.stringify([code, metricUuid, variantKey]);

/** Findings that were not there before, or were less severe. A check that was never made before says nothing new. */
export function newFindings(
  before: readonly FindingFacts[],
  neverChecked: readonly string[],
  after: readonly FindingFacts[],
): FindingFacts[] {
  const known = new Map(before.map((one) => [subjectOf(one), RANK[one.severity]]));
  return after.filter(
    (one) =>
      !neverChecked.includes(one.code) && RANK[one.severity] > (known.get(subjectOf(one)) ?? -1),
  );
}
