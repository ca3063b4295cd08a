import type { LifecycleActionName } from '../experiment/lifecycle/actions.ts';

export type SeverityValue = 'critical' | 'warning' | 'info';
export type CategoryValue = 'correctness' | 'process' | 'waste' | 'clean_up';

/** What a check reads: a list row has everything of `row`; the others take calls. */
export type FindingSource = 'row' | 'detail' | 'results' | 'series' | 'activity' | 'flag';

/** One kind of finding. The numbers in the texts are those of `thresholds.ts`. */
export interface FindingKind {
  readonly category: CategoryValue;
  readonly severities: readonly SeverityValue[];
  readonly sources: readonly FindingSource[];
  /** What is found, and the names of its evidence. */
  readonly description: string;
  readonly remedy: string;
  /** The action that would mend it, where there is one. */
  readonly action?: LifecycleActionName;
}

const kind = (found: FindingKind) => found;

/** Every kind of finding. */
export const findingKinds = {
  sample_ratio_mismatch: kind({
    category: 'correctness',
    severities: ['critical', 'warning'],
    sources: ['results'],
    description:
      'People were not split among the variants as configured. CRITICAL if p is below 0.001 and an arm deviates by at least 0.1 percentage points, WARNING if p is below 0.01. Evidence: `pValue`, `deviation`, and `observed.KEY` and `expected.KEY` of each arm.',
    remedy:
      'Do not use the results. Look for a variant that fails to load or to send its exposure, for bots, and for changes of the split; mend it, reset the experiment and launch it again.',
  }),
  sample_ratio_untested: kind({
    category: 'correctness',
    severities: ['warning'],
    sources: ['results'],
    description:
      'Whether people were split as configured cannot be tested, although there are results, because the configured split is not known, or has changed other than by shipping a variant at the end. Evidence: none.',
    remedy: 'Do not change the percentages of variants while an experiment runs.',
  }),
  no_exposures: kind({
    category: 'correctness',
    severities: ['critical'],
    sources: ['results'],
    description:
      'It has been running for more than 24 hours, and the newest results count nobody. Evidence: `hoursSinceLaunch`, `people`.',
    remedy:
      'Check that the code evaluates the flag, that its release conditions admit people, and that the exposure event is sent.',
  }),
  exposures_stopped: kind({
    category: 'correctness',
    severities: ['critical'],
    sources: ['series'],
    description:
      'It is running and had at least 100 people, but nobody new within the last 48 hours that were computed. Evidence: `people`, `days`.',
    remedy:
      'Check whether the flag, its release conditions or the code that evaluates it have changed. After a pause this goes away once new people arrive.',
  }),
  flag_edited_after_start: kind({
    category: 'correctness',
    severities: ['critical', 'warning'],
    sources: ['activity'],
    description:
      'The variants, release conditions, payloads or other settings of the flag were edited while the experiment ran, by something else than a lifecycle action. CRITICAL if the variants or their percentages changed. Evidence: `edits`, `daysSinceLaunch` of the last one.',
    remedy:
      'People from before and after the edit cannot be compared. If the edit changed who gets which variant, reset the experiment and launch it again.',
  }),
  flag_missing: kind({
    category: 'correctness',
    severities: ['critical'],
    sources: ['row'],
    description:
      'It has not ended, but its feature flag was deleted, so nobody gets a variant. Evidence: `daysSinceLaunch`.',
    remedy: 'Restore the flag in PostHog, or end the experiment.',
    action: 'end',
  }),
  flag_shared: kind({
    category: 'correctness',
    severities: ['warning'],
    sources: ['flag'],
    description:
      'Another experiment that was launched and has not ended uses the same flag, so both change what the same people get. Evidence: `experiments`, how many others.',
    remedy: 'End one of them, or give each experiment a flag of its own.',
    action: 'end',
  }),
  pinned_variant: kind({
    category: 'correctness',
    severities: ['warning'],
    sources: ['row'],
    description:
      'A release condition assigns one variant to everyone it matches, so these people are not split at random. Evidence: `conditions`.',
    remedy: 'Remove the variant from the release condition, or exclude these people from the flag.',
  }),
  variant_keys_differ: kind({
    category: 'correctness',
    severities: ['critical'],
    sources: ['row', 'results'],
    description:
      'The experiment, or its newest results, name variants that the flag does not have, or the other way round. Evidence: `missing`.',
    remedy: 'Bring the variants of the flag and of the experiment into agreement.',
  }),
  conclusion_contradicts: kind({
    category: 'correctness',
    severities: ['critical', 'warning'],
    sources: ['detail'],
    description:
      'The recorded conclusion contradicts the variant that the flag serves. CRITICAL if people get a variant that lost, or whose experiment is invalid. Evidence: `daysSinceEnd`.',
    remedy: 'Ship the variant that the conclusion speaks for, or correct the conclusion.',
    action: 'shipVariant',
  }),
  ran_less_than_a_week: kind({
    category: 'correctness',
    severities: ['warning'],
    sources: ['row'],
    description:
      'It ended after less than 7 days, so the days of the week are not represented evenly. Evidence: `days`, `minimum`.',
    remedy: 'Do not rely on its results. Let experiments run for at least a week.',
  }),
  metric_never_computed: kind({
    category: 'correctness',
    severities: ['critical', 'warning'],
    sources: ['results'],
    description:
      'PostHog has no result of a metric more than 24 hours after the launch. CRITICAL for a primary metric. Evidence: `hoursSinceLaunch`.',
    remedy: 'Recalculate the metrics, and check that the events of this metric are sent.',
  }),
  metric_failing: kind({
    category: 'correctness',
    severities: ['critical', 'warning'],
    sources: ['results'],
    description:
      'The newest recalculation could not compute a metric. CRITICAL for a primary metric. Evidence: none; the message has the error of PostHog.',
    remedy: 'Correct the metric if the error names a fault in it, and recalculate the metrics.',
  }),
  no_primary_metric: kind({
    category: 'correctness',
    severities: ['critical'],
    sources: ['detail'],
    description:
      'It was launched without a primary metric, so nothing decides it. Evidence: `secondaryMetrics`.',
    remedy: 'Add the metric that decides the experiment.',
  }),
  no_hypothesis: kind({
    category: 'process',
    severities: ['info'],
    sources: ['row'],
    description:
      'It has no description, so what it is meant to show is not recorded. Evidence: none.',
    remedy:
      'Write the hypothesis into the description: what changes, for whom, and which metric should move.',
  }),
  no_conclusion: kind({
    category: 'process',
    severities: ['info'],
    sources: ['row'],
    description: 'It has ended, and no conclusion is recorded. Evidence: `daysSinceEnd`.',
    remedy: 'Record the conclusion and the reasons for it.',
  }),
  daily_results_stopped: kind({
    category: 'process',
    severities: ['warning'],
    sources: ['row'],
    description:
      'It was launched more than 60 days ago and has not ended, so PostHog no longer computes its daily results. Evidence: `daysSinceLaunch`, `limit`.',
    remedy: 'End it, or recalculate its metrics before they are read.',
    action: 'end',
  }),
  no_running_time: kind({
    category: 'process',
    severities: ['info'],
    sources: ['row'],
    description:
      'It has not ended, and neither a running time nor a number of people was planned, so nothing says when to decide. Evidence: `daysSinceLaunch`.',
    remedy: 'Calculate the running time, and save it with the experiment.',
  }),
  past_planned_end: kind({
    category: 'waste',
    severities: ['warning'],
    sources: ['row'],
    description:
      'It has run longer than its recommended running time and has not ended. Evidence: `days`, `plannedDays`.',
    remedy: 'Decide on it: ship the winner, or end it.',
    action: 'end',
  }),
  excluded_variant_exposed: kind({
    category: 'waste',
    severities: ['warning'],
    sources: ['row'],
    description:
      'It is running, and the flag still gives people a variant that is left out of the analysis. Evidence: `share`.',
    remedy:
      'Set the percentage of the variant to 0 in the next run, or take it into the analysis again.',
  }),
  flag_still_splits: kind({
    category: 'clean_up',
    severities: ['warning'],
    sources: ['row'],
    description:
      'It has ended, but its flag is on and still serves several variants. Evidence: `daysSinceEnd`, `variants`.',
    remedy: 'Ship one variant, or turn the flag off, and remove it from the code.',
    action: 'shipVariant',
  }),
  stale_draft: kind({
    category: 'clean_up',
    severities: ['info'],
    sources: ['row'],
    description: 'It is a draft that has not changed for more than 7 days. Evidence: `days`.',
    remedy: 'Launch it or delete it.',
    action: 'delete',
  }),
  not_archived: kind({
    category: 'clean_up',
    severities: ['info'],
    sources: ['row'],
    description:
      'It ended more than 30 days ago and is not archived. Evidence: `daysSinceEnd`, `limit`.',
    remedy: 'Archive it, once its flag is removed from the code.',
    action: 'archive',
  }),
  check_unavailable: kind({
    category: 'correctness',
    severities: ['warning'],
    sources: [],
    description:
      'Some checks could not be made, so nothing is known of what they look for: `unchecked` lists them. It is not affected by the arguments `severity` and `category`. Evidence: none, or `examined` and `experiments` where not all experiments were examined.',
    remedy: 'Read the message, mend its cause, and ask again.',
  }),
} satisfies Readonly<Record<string, FindingKind>>;

export type FindingCodeValue = keyof typeof findingKinds;

/** The kinds that are looked for: all but the one that stands for checks that could not be made. */
export const lookedFor = (Object.keys(findingKinds) as FindingCodeValue[]).filter(
  (code) => code !== 'check_unavailable',
);

/** The same table, for reading by any code. */
export const kindOf = (code: FindingCodeValue): FindingKind => findingKinds[code];
