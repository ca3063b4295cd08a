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

const draftCopy = 'Answers the new draft; results, dates, conclusion and holdout are not copied.';
const onlyGivenFields = 'Fields left out stay as they are.';
const leftOutFields = 'Fields left out go back to their defaults.';

// Source: PostHog's experiment service and its HTTP tests, autumn 2026. PostHog's own tools mark only deleting,
// shipping and bulk tagging as destructive; `loses` is also set for every other write that cannot be undone.
/** Effects of every write operation. */
export const operationEffects: { readonly [Id in OperationId]?: OperationEffect } = {
  experiments_create: {
    changes:
      'Makes a draft, and a disabled flag when feature_flag_key is new. Nobody is exposed before it is launched; with start_date it is launched at once.',
  },
  experiments_update: {
    changes: `${leftOutFields} Metrics are replaced as whole lists.`,
  },
  experiments_partial_update: {
    changes: `${onlyGivenFields} Metrics are replaced as whole lists. Flag settings of a launched experiment need update_feature_flag_params: true.`,
  },
  experiments_destroy: {
    changes: 'Soft-deletes the experiment: it disappears from lists. Its flag keeps serving.',
    loses: 'A deleted experiment cannot be read, and only whoever knows its id can restore it.',
    performedAs: { operation: 'experiments_partial_update', body: { deleted: true } },
  },
  experiments_archive_create: {
    changes:
      'Takes an ended experiment out of lists; others are refused. With disable_feature_flag its flag is turned off; a flag already off is archived with it.',
  },
  experiments_copy_to_project_create: {
    changes: `Another project of the same organisation, without shared metrics. Legacy metrics are refused. ${draftCopy}`,
  },
  experiments_create_exposure_cohort_for_experiment_create: {
    changes: 'Makes a cohort of everyone exposed since the start. Once per experiment.',
  },
  experiments_duplicate_create: {
    changes: `Shares the flag unless feature_flag_key is another; a new key makes a disabled flag. Legacy metrics are refused. ${draftCopy}`,
  },
  experiments_end_create: {
    changes:
      'Only a running or paused one. Sets the end date; conclusion and comment are overwritten, with nothing when left out. The flag keeps serving its variants.',
    loses:
      'An ended experiment cannot run on: only a reset, which forgets its dates and conclusion, starts it again.',
  },
  experiments_freeze_exposure_create: {
    changes:
      'Everyone exposed so far becomes a cohort, and the flag lets in nobody else. May take tens of seconds.',
  },
  experiments_launch_create: {
    changes:
      'Sets the start date and turns the flag on: people are exposed from now on. Only a draft.',
  },
  experiments_metrics_recalculation_create: {
    changes:
      'Starts a run in the background; one under way, or done within five minutes, is answered instead.',
  },
  experiments_migrate_create: {
    changes:
      'The current engine computes its results from now on. Refused when it is current already.',
  },
  experiments_pause_create: {
    changes: 'Everyone gets the fallback; dates stay. Only a running one.',
  },
  experiments_recalculate_timeseries_create: {
    changes:
      'Deletes the stored days and computes them again in the background. metric and fingerprint come from the experiment.',
  },
  experiments_reset_create: {
    changes:
      'Clears start, end, conclusion and archiving. The flag stays on; metrics and stored results stay.',
    loses: 'Start and end dates and the written conclusion are gone for good.',
  },
  experiments_resume_create: { changes: 'People are exposed again. Only a paused one.' },
  experiments_ship_variant_create: {
    changes:
      'Gives the variant 100 % and the others 0; with release_to_everyone everybody gets it, not only the people the flag lets in today. Ends a running experiment. Waits for approval where a policy asks for one.',
    loses: 'The split between variants is overwritten and everyone moves to one variant.',
  },
  experiments_unarchive_create: {
    changes: 'Puts it back into lists. A flag that archiving turned off stays off.',
  },
  experiments_unfreeze_exposure_create: {
    changes: 'Takes the cohort out of the flag again. Only a frozen one.',
  },
  experiments_bulk_update_tags_create: {
    changes:
      'Adds, removes or sets tags of up to 500 experiments; what could not be changed is under skipped.',
    loses: 'Tags that are removed or replaced are not kept anywhere.',
  },
  experiments_create_from_prompt_create: {
    changes: 'Makes a draft with a variant for each version of the prompt, and its flag.',
  },
  experiment_holdouts_create: {
    changes: 'Keeps a share of people out of the experiments that use it.',
  },
  experiment_holdouts_update: {
    changes: `Spreads the new share into the flags of its experiments. ${leftOutFields}`,
  },
  experiment_holdouts_partial_update: {
    changes: `Spreads the new share into the flags of its experiments. ${onlyGivenFields}`,
  },
  experiment_holdouts_destroy: {
    changes: 'Takes the holdout out of its experiments and their flags.',
    loses: 'It cannot be restored, and people held out so far can be exposed.',
  },
  experiment_saved_metrics_create: { changes: 'Adds a metric that experiments can share.' },
  experiment_saved_metrics_update: {
    changes: `Changes it in every experiment that uses it. ${leftOutFields}`,
  },
  experiment_saved_metrics_partial_update: {
    changes: `Changes it in every experiment that uses it. ${onlyGivenFields}`,
  },
  experiment_saved_metrics_destroy: {
    changes: 'Takes the metric out of every experiment that uses it.',
    loses: 'It cannot be restored, and experiments that used it no longer measure it.',
  },
  feature_flags_create: { changes: 'Makes a flag that serves as soon as it is active.' },
  feature_flags_update: { changes: `Takes effect at once for everybody. ${leftOutFields}` },
  feature_flags_partial_update: {
    changes: `Takes effect at once for everybody. ${onlyGivenFields} filters is replaced as a whole.`,
  },
  feature_flags_destroy: {
    changes: 'Soft-deletes the flag: everybody gets the fallback at once.',
    loses: 'Whatever the flag switches on goes off for everybody.',
    performedAs: { operation: 'feature_flags_partial_update', body: { deleted: true } },
  },
};
