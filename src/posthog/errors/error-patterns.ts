import type { OperationId } from '../api/operation-types.ts';

/** Why an experiment's state does not allow an operation. PostHog only has sentences for it; these are stable names. */
export type LifecycleReason =
  | 'ALREADY_LAUNCHED'
  | 'NOT_LAUNCHED'
  | 'ALREADY_ENDED'
  | 'NOT_ENDED'
  | 'ALREADY_PAUSED'
  | 'NOT_PAUSED'
  | 'PAUSED'
  | 'ALREADY_DRAFT'
  | 'ALREADY_ARCHIVED'
  | 'NOT_ARCHIVED'
  | 'ALREADY_FROZEN'
  | 'NOT_FROZEN'
  | 'NOT_FREEZABLE'
  | 'NO_RELEASE_CONDITIONS'
  | 'NO_EXPOSURES'
  | 'NO_FLAG'
  | 'FLAG_DELETED'
  | 'FLAG_INELIGIBLE'
  | 'LOCKED_AFTER_LAUNCH'
  | 'EXPOSURE_COHORT_EXISTS'
  | 'LEGACY_METRICS'
  | 'NOT_LEGACY'
  /** A refusal with a sentence this product does not know: the message is PostHog's sentence. */
  | 'OTHER';

/** PostHog's sentences (docs/posthog/lifecycle.md, docs/posthog/updating-experiments.md), most specific first. */
const known: readonly (readonly [RegExp, LifecycleReason])[] = [
  [/^Experiment has already been launched\b/, 'ALREADY_LAUNCHED'],
  [/^Experiment has not been launched yet\b/, 'NOT_LAUNCHED'],
  [/^Experiment has not been started yet\b/, 'NOT_LAUNCHED'],
  [/^Cannot recalculate (timeseries|metrics) for experiment that hasn't started\b/, 'NOT_LAUNCHED'],
  [/^Experiment does not have a start date\b/, 'NOT_LAUNCHED'],
  [/^Experiment has already ended\b/, 'ALREADY_ENDED'],
  [/^Experiment must be ended before it can be archived\b/, 'NOT_ENDED'],
  [/^Experiment is already paused\b/, 'ALREADY_PAUSED'],
  [/^Experiment is not paused\b/, 'NOT_PAUSED'],
  [/^Cannot freeze a paused experiment\b/, 'PAUSED'],
  [/^Experiment is already in draft state\b/, 'ALREADY_DRAFT'],
  [/^Experiment is already archived\b/, 'ALREADY_ARCHIVED'],
  [/^Experiment is not archived\b/, 'NOT_ARCHIVED'],
  [/^Experiment exposure is already frozen\b/, 'ALREADY_FROZEN'],
  [/^Experiment exposure is not frozen\b/, 'NOT_FROZEN'],
  // PostHog refuses this by group, with a holdout and for early access; the exact sentences are not known.
  [/^Cannot freeze exposure for\b/, 'NOT_FREEZABLE'],
  [/^Experiment's feature flag has no release conditions to freeze\b/, 'NO_RELEASE_CONDITIONS'],
  [/^No users have been exposed to this experiment yet\b/, 'NO_EXPOSURES'],
  [/\bfeature flag has been deleted\b/, 'FLAG_DELETED'],
  [/^Experiment does not have a (linked )?feature flag\b/, 'NO_FLAG'],
  [/^Experiment already has an exposure cohort\b/, 'EXPOSURE_COHORT_EXISTS'],
  [/^Can't update feature_flag_variants on Experiment$/, 'LOCKED_AFTER_LAUNCH'],
  [/^Can't update holdout on running Experiment$/, 'LOCKED_AFTER_LAUNCH'],
  [/^This experiment is running\. To change its flag config\b/, 'LOCKED_AFTER_LAUNCH'],
  [/^Experiment is already on the current engine\b/, 'NOT_LEGACY'],
  [/^This experiment uses legacy metric formats\b/, 'LEGACY_METRICS'],
  [
    /^(Duplication|Copying) is not supported for experiments using legacy metrics\b/,
    'LEGACY_METRICS',
  ],
];

/** Flag rules: on create they are about the input, on launch about the state of the flag. */
const flagRule = /^(Feature flag (must have|variants must)|Web experiments require a variant)\b/;

/** The POSTs whose body PostHog ignores: since no input can be invalid, a 400 must be about state. */
const withoutInput: ReadonlySet<OperationId> = new Set<OperationId>([
  'experiments_launch_create',
  'experiments_pause_create',
  'experiments_resume_create',
  'experiments_reset_create',
  'experiments_archive_create',
  'experiments_unarchive_create',
  'experiments_freeze_exposure_create',
  'experiments_unfreeze_exposure_create',
  'experiments_migrate_create',
]);

/** The state reason a 400 is about, or undefined when it is about the input. `attr` is the field PostHog reported. */
export function lifecycleReason(
  operation: OperationId,
  detail: string,
  attr: string | null,
): LifecycleReason | undefined {
  const match = known.find(([text]) => text.test(detail));
  if (match) return match[1];
  if (attr !== null || !withoutInput.has(operation)) return undefined;
  return flagRule.test(detail) ? 'FLAG_INELIGIBLE' : 'OTHER';
}
