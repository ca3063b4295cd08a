import * as effects from './effects.ts';
import { given, type ActionOptions } from './options.ts';
import * as must from './preconditions.ts';
import { experimentAction, type ExperimentAction, type LifecycleRule } from './rule.ts';
import {
  groupsOf,
  isActive,
  isDraft,
  isExposureFrozen,
  variantsOf,
  type LifecycleState,
} from './state.ts';

const cleanup = (options: ActionOptions) =>
  given({
    open_cleanup_pr: options.openCleanupPr,
    repository: options.repository,
    set_repository_as_team_default: options.setRepositoryAsTeamDefault,
  });

const verdict = ({ conclusion, conclusionComment }: ActionOptions) =>
  given({ conclusion, conclusion_comment: conclusionComment });

const isOn = ({ flag }: LifecycleState) => flag !== null && isActive(flag);
/** A release condition without properties that admits all people. */
const isForEveryone = ({
  properties,
  rollout_percentage: share,
}: ReturnType<typeof groupsOf>[number]) =>
  (properties ?? []).length === 0 && (share ?? 100) === 100;

const isFrozen = ({ flag }: LifecycleState) => flag !== null && isExposureFrozen(flag);
const since = (moment: string | null, earliest: Date) =>
  moment !== null && Date.parse(moment) >= earliest.getTime();

/**
 * Every action that changes an experiment and answers the changed experiment. The only table of
 * these actions.
 */
const experimentActions = {
  launch: experimentAction({
    operation: 'experiments_launch_create',
    title: 'Launch a draft: sets the start date and turns the flag on.',
    preconditions: [must.draft, must.flagToLaunch, must.enoughVariants, must.controlForWeb],
    effect: (state, _options, at) =>
      effects.onFlag({ ...state, startDate: at }, effects.turned(true)),
    settled: ({ startDate }, _options, earliest) => since(startDate, earliest),
  }),
  pause: experimentAction({
    operation: 'experiments_pause_create',
    title: 'Pause it: turns the flag off, so that nobody is exposed. Dates do not change.',
    preconditions: [must.launched, must.notEnded, must.flagLinked, must.flagOn],
    effect: (state) => effects.onFlag(state, effects.turned(false)),
    settled: (state) => !isOn(state),
  }),
  resume: experimentAction({
    operation: 'experiments_resume_create',
    title: 'Resume it after a pause: turns the flag on again.',
    preconditions: [must.launched, must.notEnded, must.flagLinked, must.flagOff],
    effect: (state) => effects.onFlag(state, effects.turned(true)),
    settled: isOn,
  }),
  end: experimentAction({
    operation: 'experiments_end_create',
    title: 'End it: sets the end date and the conclusion. The flag keeps serving.',
    preconditions: [must.launched, must.notEnded],
    body: (options) => ({ ...verdict(options), ...cleanup(options) }),
    effect: (state, { conclusion, conclusionComment }, at) => ({
      ...state,
      endDate: at,
      conclusion: conclusion ?? null,
      conclusionComment: conclusionComment ?? null,
    }),
    settled: ({ endDate, conclusion }, options, earliest) =>
      since(endDate, earliest) && conclusion === (options.conclusion ?? null),
  }),
  shipVariant: experimentAction({
    operation: 'experiments_ship_variant_create',
    title: 'Serve one variant to everyone, and end the experiment if it is running.',
    preconditions: [must.launched, must.flagToShip],
    faults: ({ flag }, { variantKey }) =>
      flag && !variantsOf(flag).some(({ key }) => key === variantKey)
        ? [
            {
              path: 'variantKey',
              code: 'INVALID_INPUT',
              message: `Variant '${variantKey}' not found on feature flag.`,
            },
          ]
        : [],
    body: (options) => ({
      variant_key: options.variantKey ?? '',
      ...given({ release_to_everyone: options.releaseToEveryone }),
      ...verdict(options),
      ...cleanup(options),
    }),
    effect: (state, options, at) => ({
      ...effects.onFlag(state, (flag) =>
        effects.ship(flag, options.variantKey ?? '', options.releaseToEveryone ?? false),
      ),
      endDate: state.endDate ?? at,
      conclusion: options.conclusion ?? state.conclusion,
      conclusionComment: options.conclusionComment ?? state.conclusionComment,
    }),
    settled: ({ flag, endDate }, { variantKey, releaseToEveryone }) =>
      endDate !== null &&
      flag !== null &&
      variantsOf(flag).every(
        (one) => one.rollout_percentage === (one.key === variantKey ? 100 : 0),
      ) &&
      (!releaseToEveryone || groupsOf(flag).slice(0, 1).some(isForEveryone)),
  }),
  reset: experimentAction({
    operation: 'experiments_reset_create',
    title: 'Return it to draft. Dates, conclusion and archiving are lost; the flag stays on.',
    preconditions: [must.notDraft],
    effect: (state) => ({
      ...effects.onFlag(state, effects.withoutExposureFreeze),
      startDate: null,
      endDate: null,
      conclusion: null,
      conclusionComment: null,
      archived: false,
    }),
    settled: isDraft,
  }),
  freezeExposure: experimentAction({
    operation: 'experiments_freeze_exposure_create',
    title: 'Keep everyone exposed so far and admit nobody new. May take tens of seconds.',
    preconditions: [
      must.launched,
      must.notEnded,
      must.flagLinked,
      must.flagNotDeleted,
      must.notPaused,
      must.notFrozen,
      must.notByGroup,
      must.noHoldout,
      must.noEarlyAccess,
      must.hasReleaseConditions,
    ],
    effect: (state) => effects.onFlag(state, effects.freeze),
    settled: isFrozen,
  }),
  unfreezeExposure: experimentAction({
    operation: 'experiments_unfreeze_exposure_create',
    title: 'Admit new people again after a freeze.',
    preconditions: [
      must.launched,
      must.notEnded,
      must.flagLinked,
      must.flagNotDeleted,
      must.frozen,
    ],
    effect: (state) => effects.onFlag(state, effects.withoutExposureFreeze),
    settled: (state) => !isFrozen(state),
  }),
  archive: experimentAction({
    operation: 'experiments_archive_create',
    title: 'Archive an ended experiment. With `disableFeatureFlag`, its flag is turned off.',
    preconditions: [must.notArchived, must.ended],
    body: ({ disableFeatureFlag }) => given({ disable_feature_flag: disableFeatureFlag }),
    effect: (state, { disableFeatureFlag }) => ({
      ...(disableFeatureFlag ? effects.onFlag(state, effects.turned(false)) : state),
      archived: true,
    }),
    settled: (state, { disableFeatureFlag }) =>
      state.archived && !(disableFeatureFlag === true && isOn(state)),
  }),
  unarchive: experimentAction({
    operation: 'experiments_unarchive_create',
    title: 'Restore an archived experiment to lists.',
    preconditions: [must.archived],
    effect: (state) => ({ ...state, archived: false }),
    settled: ({ archived }) => !archived,
  }),
  delete: experimentAction({
    operation: 'experiments_partial_update',
    title: 'Delete it. The flag is not deleted. `restore` undoes the deletion.',
    hides: true,
    preconditions: [],
    body: ({ expectedVersion }) => ({ deleted: true, ...given({ version: expectedVersion }) }),
    effect: (state) => ({ ...state, deleted: true }),
  }),
  restore: experimentAction({
    operation: 'experiments_partial_update',
    title: 'Restore a deleted experiment.',
    // Its operation is an update, which may also end an experiment or delete it.
    destructive: false,
    preconditions: [must.flagToRestore],
    body: ({ expectedVersion }) => ({ deleted: false, ...given({ version: expectedVersion }) }),
    effect: (state) => ({ ...state, deleted: false }),
    settled: ({ deleted }) => !deleted,
  }),
  duplicate: experimentAction({
    operation: 'experiments_duplicate_create',
    title: 'Create a draft copy in the same project.',
    preconditions: [
      must.notLegacyToDuplicate,
      must.flagToCopy,
      must.enoughVariantsToShare,
      must.controlToShare,
    ],
    body: ({ name, featureFlagKey }) => given({ name, feature_flag_key: featureFlagKey }),
  }),
  copyToProject: experimentAction({
    operation: 'experiments_copy_to_project_create',
    title: 'Create a draft copy in another project of the organisation.',
    preconditions: [must.notLegacyToCopy, must.flagToCopy],
    body: ({ name, featureFlagKey, targetProjectId }) => ({
      target_team_id: Number(targetProjectId),
      ...given({ name, feature_flag_key: featureFlagKey }),
    }),
  }),
  migrate: experimentAction({
    operation: 'experiments_migrate_create',
    title: 'Re-create a legacy experiment on the current engine.',
    preconditions: [must.legacy],
  }),
} as const satisfies Record<string, ExperimentAction>;

/** Actions that answer something other than the experiment. */
const otherActions = {
  createExposureCohort: {
    operation: 'experiments_create_exposure_cohort_for_experiment_create',
    title: 'Create a cohort of everyone exposed.',
    preconditions: [must.flagToCount, must.started, must.noExposureCohort],
  },
  recalculateTimeseries: {
    operation: 'experiments_recalculate_timeseries_create',
    title: 'Recompute the daily series of a metric.',
    preconditions: [must.notLegacyToRecalculate, must.startedToRecalculate],
  },
  recalculateMetrics: {
    operation: 'experiments_metrics_recalculation_create',
    title: 'Recompute all metrics.',
    preconditions: [must.startedToRecompute],
  },
} as const satisfies Record<string, LifecycleRule>;

export const lifecycleRules = { ...experimentActions, ...otherActions };

export type ExperimentActionName = keyof typeof experimentActions;
export type LifecycleActionName = keyof typeof lifecycleRules;

export const lifecycleActionNames = Object.keys(lifecycleRules) as LifecycleActionName[];

export const ruleOf = (name: LifecycleActionName): LifecycleRule => lifecycleRules[name];
export const actionOf = (name: ExperimentActionName): ExperimentAction => experimentActions[name];
