import type { LifecycleReason } from '../../../../posthog/errors/error-patterns.ts';
import type { ActionOptions } from './options.ts';
import {
  groupsOf,
  isActive,
  isDraft,
  isExposureFrozen,
  isStopped,
  variantsOf,
  type LifecycleState,
} from './state.ts';

/** One condition PostHog checks before it performs an action. */
export interface Precondition {
  readonly reason: LifecycleReason;
  /**
   * PostHog's own message when the condition does not hold
   * (products/experiments/backend/experiment_service.py).
   */
  readonly message: string;
  readonly holds: (state: LifecycleState, options: ActionOptions) => boolean;
}

const precondition = (
  reason: LifecycleReason,
  message: string,
  holds: Precondition['holds'],
): Precondition => ({ reason, message, holds });

export const draft = precondition(
  'ALREADY_LAUNCHED',
  'Experiment has already been launched.',
  isDraft,
);

export const launched = precondition(
  'NOT_LAUNCHED',
  'Experiment has not been launched yet.',
  (state) => !isDraft(state),
);

export const notEnded = precondition(
  'ALREADY_ENDED',
  'Experiment has already ended.',
  (state) => !isStopped(state),
);

export const notDraft = precondition(
  'ALREADY_DRAFT',
  'Experiment is already in draft state.',
  (state) => !isDraft(state),
);

export const ended = precondition(
  'NOT_ENDED',
  'Experiment must be ended before it can be archived.',
  isStopped,
);

export const notArchived = precondition(
  'ALREADY_ARCHIVED',
  'Experiment is already archived.',
  ({ archived }) => !archived,
);

export const archived = precondition(
  'NOT_ARCHIVED',
  'Experiment is not archived.',
  (state) => state.archived,
);

export const flagLinked = precondition(
  'NO_FLAG',
  'Experiment does not have a feature flag linked.',
  ({ flag }) => flag !== null,
);

/** {@link flagLinked} with the message PostHog uses for shipping. */
export const flagToShip = precondition(
  'NO_FLAG',
  'Experiment does not have a linked feature flag.',
  ({ flag }) => flag !== null,
);

/** {@link flagLinked} with the message PostHog uses for the exposure cohort. */
export const flagToCount = precondition(
  'NO_FLAG',
  'Experiment does not have a feature flag',
  ({ flag }) => flag !== null,
);

export const flagOn = precondition(
  'ALREADY_PAUSED',
  'Experiment is already paused.',
  ({ flag }) => flag !== null && isActive(flag),
);

export const flagOff = precondition(
  'NOT_PAUSED',
  'Experiment is not paused.',
  ({ flag }) => flag !== null && !isActive(flag),
);

/** When launching, PostHog treats a missing flag like a deleted one. */
export const flagToLaunch = precondition(
  'FLAG_DELETED',
  'Experiment cannot be launched because its feature flag has been deleted.',
  ({ flag }) => flag !== null && flag.deleted !== true,
);

export const flagToRestore = precondition(
  'FLAG_DELETED',
  'Cannot restore experiment: the linked feature flag has been deleted. Restore the feature flag first, then restore the experiment.',
  // If the experiment is not deleted, PostHog treats restoring it as an update that changes
  // nothing.
  ({ deleted, flag }) => !deleted || flag?.deleted !== true,
);

export const flagNotDeleted = precondition(
  'FLAG_DELETED',
  "Experiment's feature flag has been deleted.",
  ({ flag }) => flag?.deleted !== true,
);

export const enoughVariants = precondition(
  'FLAG_INELIGIBLE',
  'Feature flag must have at least 2 variants (a baseline and at least one test variant)',
  ({ flag }) => flag !== null && variantsOf(flag).length >= 2,
);

/**
 * Servers before autumn 2026 require this of every kind of experiment, newer ones of web
 * experiments only.
 */
export const controlForWeb = precondition(
  'FLAG_INELIGIBLE',
  "Web experiments require a variant with key 'control'",
  ({ isWeb, flag }) =>
    !isWeb || (flag !== null && variantsOf(flag).some(({ key }) => key === 'control')),
);

export const notPaused = precondition(
  'PAUSED',
  'Cannot freeze a paused experiment. Resume it first.',
  ({ flag }) => flag !== null && isActive(flag),
);

export const notFrozen = precondition(
  'ALREADY_FROZEN',
  'Experiment exposure is already frozen.',
  ({ flag }) => flag !== null && !isExposureFrozen(flag),
);

export const frozen = precondition(
  'NOT_FROZEN',
  'Experiment exposure is not frozen.',
  ({ flag }) => flag !== null && isExposureFrozen(flag),
);

export const notByGroup = precondition(
  'NOT_FREEZABLE',
  'Group-aggregated experiments cannot have their exposure frozen.',
  ({ flag }) => flag?.filters?.aggregation_group_type_index == null,
);

export const noHoldout = precondition(
  'NOT_FREEZABLE',
  'Experiments in a holdout cannot have their exposure frozen: holdout assignment is evaluated before release conditions, so new users would keep entering the holdout.',
  ({ hasHoldout, flag }) => !hasHoldout && flag?.filters?.['holdout'] == null,
);

export const noEarlyAccess = precondition(
  'NOT_FREEZABLE',
  "This experiment's feature flag has early access conditions, which are evaluated before release conditions, so freezing cannot stop new enrollment.",
  ({ flag }) => (flag?.filters?.super_groups ?? []).length === 0,
);

export const hasReleaseConditions = precondition(
  'NO_RELEASE_CONDITIONS',
  "Experiment's feature flag has no release conditions to freeze.",
  ({ flag }) => flag !== null && groupsOf(flag).length > 0,
);

export const notLegacyToCopy = precondition(
  'LEGACY_METRICS',
  'Copying is not supported for experiments using legacy metrics.',
  ({ isLegacy }) => !isLegacy,
);

export const notLegacyToDuplicate = precondition(
  'LEGACY_METRICS',
  'Duplication is not supported for experiments using legacy metrics.',
  ({ isLegacy }) => !isLegacy,
);

/** A copy uses the flag of the original unless the input names another key. */
export const flagToCopy = precondition(
  'NO_FLAG',
  'Experiment does not have a feature flag linked.',
  ({ flag }, { featureFlagKey }) => flag !== null || featureFlagKey != null,
);

/**
 * True when the copy uses the original's flag, whose variants must then be suitable. A deleted flag
 * is created anew, and the variants of another flag are unknown here.
 */
const sharesFlag = ({ flag }: LifecycleState, { featureFlagKey }: ActionOptions) =>
  flag !== null && flag.deleted !== true && (featureFlagKey ?? flag.key) === flag.key;

export const enoughVariantsToShare = precondition(
  'FLAG_INELIGIBLE',
  enoughVariants.message,
  (state, options) => !sharesFlag(state, options) || enoughVariants.holds(state, options),
);

export const controlToShare = precondition(
  'FLAG_INELIGIBLE',
  controlForWeb.message,
  (state, options) => !sharesFlag(state, options) || controlForWeb.holds(state, options),
);

export const started = precondition(
  'NOT_LAUNCHED',
  'Experiment does not have a start date',
  ({ startDate }) => startDate !== null,
);

export const noExposureCohort = precondition(
  'EXPOSURE_COHORT_EXISTS',
  'Experiment already has an exposure cohort',
  ({ exposureCohort }) => exposureCohort === null,
);

/** Checked by this API: PostHog would only report that the fingerprint is missing. */
export const notLegacyToRecalculate = precondition(
  'LEGACY_METRICS',
  'Metrics of the legacy engine have no daily series to recompute.',
  ({ isLegacy }) => !isLegacy,
);

export const startedToRecalculate = precondition(
  'NOT_LAUNCHED',
  "Cannot recalculate timeseries for experiment that hasn't started",
  ({ startDate }) => startDate !== null,
);

export const startedToRecompute = precondition(
  'NOT_LAUNCHED',
  "Cannot recalculate metrics for experiment that hasn't started",
  ({ startDate }) => startDate !== null,
);

/** PostHog's own message for this is not known; callers should rely on the reason. */
export const legacy = precondition(
  'NOT_LEGACY',
  'Experiment is already on the current engine.',
  ({ isLegacy }) => isLegacy,
);
