import type { OperationId } from './operation-types.ts';

/** What a write does, described for the caller who decides whether to send it. */
export interface OperationEffect {
  /** What changes, in a sentence or two. */
  readonly changes: string;
  /** Why confirmation is needed: what no other call can restore. Absent when another call undoes the write. */
  readonly loses?: string;
  /** PostHog refuses the operation itself; this is how to achieve its effect. */
  readonly performedAs?: {
    readonly operation: OperationId;
    readonly body: Readonly<Record<string, boolean>>;
  };
}

const draftCopy = 'Returns the new draft; results, dates, conclusion and holdout are not copied.';
const onlyGivenFields = 'Omitted fields do not change.';
const leftOutFields = 'The required fields must be sent; others that are omitted do not change.';

// Source: PostHog's experiment service and its HTTP tests, autumn 2026. PostHog's own tools mark only deleting,
// shipping and bulk tagging as destructive; `loses` is also set for every other write that cannot be undone.
/** Effects of every write operation. */
export const operationEffects: { readonly [Id in OperationId]?: OperationEffect } = {
  experiments_create: {
    changes:
      'Creates a draft, and a disabled flag if feature_flag_key is new. Nobody is exposed before it is launched; with start_date, it is launched immediately.',
  },
  experiments_update: {
    changes: `${leftOutFields} Metric lists are replaced as a whole.`,
  },
  experiments_partial_update: {
    changes: `${onlyGivenFields} Metric lists are replaced as a whole. Flag settings of a launched experiment require update_feature_flag_params: true.`,
  },
  experiments_destroy: {
    changes: 'Soft-deletes the experiment: it disappears from lists. Its flag keeps serving.',
    loses: 'A deleted experiment cannot be read, and restoring it requires its ID.',
    performedAs: { operation: 'experiments_partial_update', body: { deleted: true } },
  },
  experiments_archive_create: {
    changes:
      'Removes an ended experiment from lists; others are rejected. With disable_feature_flag, its flag is turned off; a flag that is already off is archived with it.',
  },
  experiments_copy_to_project_create: {
    changes: `Stays within the organisation and omits shared metrics. Legacy metrics are rejected. ${draftCopy}`,
  },
  experiments_create_exposure_cohort_for_experiment_create: {
    changes: 'Creates a cohort of everyone exposed since the start. Possible once per experiment.',
  },
  experiments_duplicate_create: {
    changes: `Shares the flag unless a different feature_flag_key is given; a new key creates a disabled flag. Legacy metrics are rejected. ${draftCopy}`,
  },
  experiments_end_create: {
    changes:
      'Only for a running or paused experiment. Sets the end date, and overwrites conclusion and comment, clearing them if omitted. The flag keeps serving its variants.',
    loses:
      'An ended experiment cannot be resumed, only reset to draft, which clears its dates and conclusion.',
  },
  experiments_freeze_exposure_create: {
    changes:
      'Puts everyone exposed so far into a cohort, after which the flag admits nobody else. May take tens of seconds.',
  },
  experiments_launch_create: {
    changes:
      'Only for a draft. Sets the start date and turns the flag on: people are exposed from now on.',
  },
  experiments_metrics_recalculation_create: {
    changes:
      'Starts a recalculation in the background, or returns one that is in progress or finished within the last five minutes.',
  },
  experiments_migrate_create: {
    changes: 'The current engine computes its results. Rejected if already current.',
  },
  experiments_pause_create: {
    changes: 'Only for a running experiment. Everyone gets the fallback; dates do not change.',
  },
  experiments_recalculate_timeseries_create: {
    changes:
      'Deletes the stored days and recomputes them in the background. Take metric and fingerprint from the experiment.',
  },
  experiments_reset_create: {
    changes:
      'Clears start, end, conclusion and archiving. The flag stays on; metrics and stored results remain.',
    loses: 'The dates and the written conclusion are lost permanently.',
  },
  experiments_resume_create: { changes: 'Only for a paused experiment. People are exposed again.' },
  experiments_ship_variant_create: {
    changes:
      'Gives the variant 100 % and the others 0. With release_to_everyone, everyone gets it, not only the people the flag currently admits. Ends a running experiment. Requires approval if a policy says so.',
    loses:
      'The split between variants is overwritten: everyone whom the flag admits gets one variant.',
  },
  experiments_unarchive_create: {
    changes: 'Restores it to lists. A flag that was turned off by archiving stays off.',
  },
  experiments_unfreeze_exposure_create: {
    changes: 'Only for a frozen experiment. Removes the cohort from the flag.',
  },
  experiments_bulk_update_tags_create: {
    changes:
      'Adds, removes or sets tags of up to 500 experiments. skipped lists those that could not be changed.',
    loses: 'Tags that are removed or replaced cannot be recovered.',
  },
  experiments_create_from_prompt_create: {
    changes: 'Creates a draft with a variant for each version of the prompt, and its flag.',
  },
  experiment_holdouts_create: {
    changes: 'Excludes a percentage of people from the experiments that use it.',
  },
  experiment_holdouts_update: {
    changes: `Applies the new percentage to the flags of its experiments. ${leftOutFields}`,
  },
  experiment_holdouts_partial_update: {
    changes: `Applies the new percentage to the flags of its experiments. ${onlyGivenFields}`,
  },
  experiment_holdouts_destroy: {
    changes: 'Removes the holdout from its experiments and their flags.',
    loses: 'It cannot be restored, and people held out so far can be exposed.',
  },
  experiment_saved_metrics_create: {
    changes: 'Creates a metric that several experiments can use.',
  },
  experiment_saved_metrics_update: {
    changes: `Changes it in every experiment that uses it. ${leftOutFields}`,
  },
  experiment_saved_metrics_partial_update: {
    changes: `Changes it in every experiment that uses it. ${onlyGivenFields}`,
  },
  experiment_saved_metrics_destroy: {
    changes: 'Removes the metric from every experiment that uses it.',
    loses: 'It cannot be restored, and experiments that used it no longer measure it.',
  },
  feature_flags_create: { changes: 'Creates a flag, which is served as soon as it is active.' },
  feature_flags_update: { changes: `Takes effect immediately for everyone. ${leftOutFields}` },
  feature_flags_partial_update: {
    changes: `Takes effect immediately for everyone. ${onlyGivenFields} filters is replaced as a whole.`,
  },
  feature_flags_destroy: {
    changes: 'Soft-deletes the flag: everyone gets the fallback immediately.',
    loses: 'Everything the flag enables is turned off for everyone.',
    performedAs: { operation: 'feature_flags_partial_update', body: { deleted: true } },
  },
};
