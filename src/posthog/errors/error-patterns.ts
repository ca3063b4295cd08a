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
  | 'TOO_MANY_EXPOSURES'
  | 'UNIDENTIFIED_EXPOSURES'
  | 'NO_FLAG'
  | 'FLAG_DELETED'
  | 'FLAG_INELIGIBLE'
  | 'FLAG_IN_USE'
  | 'FLAG_ARCHIVED'
  | 'FLAG_ENABLED'
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
  [/^Group-aggregated experiments cannot have their exposure frozen\b/, 'NOT_FREEZABLE'],
  [/^Experiments in a holdout cannot have their exposure frozen\b/, 'NOT_FREEZABLE'],
  [/^This experiment's feature flag has early access conditions\b/, 'NOT_FREEZABLE'],
  [/^Experiment's feature flag has no release conditions to freeze\b/, 'NO_RELEASE_CONDITIONS'],
  [/^No users have been exposed to this experiment yet\b/, 'NO_EXPOSURES'],
  [
    /^This experiment has too (many exposed users|much exposure data)\b.* to freeze instantly\b/,
    'TOO_MANY_EXPOSURES',
  ],
  [
    / exposed users .*\bhave no person profile and cannot be held in a cohort\b/,
    'UNIDENTIFIED_EXPOSURES',
  ],
  [
    /^Cannot (remove variant\(s\)|delete a feature flag) .*\blinked to running experiment\(s\)/,
    'FLAG_IN_USE',
  ],
  [/^Cannot enable an archived feature flag\b/, 'FLAG_ARCHIVED'],
  [/^Cannot archive an enabled feature flag\b/, 'FLAG_ENABLED'],
  [/\bfeature flag has been deleted\b/, 'FLAG_DELETED'],
  [/^Experiment does not have a (linked )?feature flag\b/, 'NO_FLAG'],
  [/^Experiment already has an exposure cohort\b/, 'EXPOSURE_COHORT_EXISTS'],
  [/^Can't update feature_flag_variants on Experiment$/, 'LOCKED_AFTER_LAUNCH'],
  [/^Can't update holdout on running Experiment$/, 'LOCKED_AFTER_LAUNCH'],
  [/^This experiment is running\. To change its flag config\b/, 'LOCKED_AFTER_LAUNCH'],
  [/^Experiment is already on the current engine\b/, 'NOT_LEGACY'],
  [/^This experiment uses legacy metric formats\b/, 'LEGACY_METRICS'],
  [/\blegacy query format\b.*\bcannot be updated\b/, 'LEGACY_METRICS'],
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

/**
 * PostHog's numbers of the experiments that a refusal to change a flag names: `"Checkout" (ID: 7), "Prices" (ID: 8)`.
 * Each is listed once, in the order named; empty for any other sentence.
 */
export function blockingExperiments(detail: string): readonly number[] {
  const [, listed = ''] = /\blinked to running experiment\(s\): (.*)$/s.exec(detail) ?? [];
  const numbers = Array.from(listed.matchAll(/" \(ID: (\d{1,15})\)/g), ([, id]) => Number(id));
  return [...new Set(numbers)];
}

/** The reason PostHog gives where an approval policy denies a change outright; undefined for any other refusal. */
export function policyDenial(detail: string): string | undefined {
  return /^This action is not allowed by approval policy: (.*)$/s.exec(detail)?.[1];
}
