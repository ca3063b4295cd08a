import type { OperationId } from './operation-types.ts';

/** One action of an `ActionTool`. */
export interface ToolAction {
  readonly operation: OperationId;
  /** Fields of the body that the action itself sets. */
  readonly body?: Readonly<Record<string, boolean>>;
}

/** Operations that one MCP tool performs, chosen by its argument `action`. */
export interface ActionTool {
  readonly name: string;
  readonly title: string;
  /** Sentences that say what each action does. When they ask for confirmation is added to it. */
  readonly description: string;
  readonly actions: Readonly<Record<string, ToolAction>>;
  /** The arguments that are offered, of those that the operations take, each described in one sentence. */
  readonly arguments: Readonly<Record<string, string>>;
  /** Paths of fields that are left out first of an answer that is too long. */
  readonly droppable: readonly string[];
}

/** The whole life of an experiment in one tool, for lists of tools that must be short. */
const experimentAct: ActionTool = {
  name: 'experiment-act',
  title: 'Act on an experiment',
  description:
    'Creates, changes, launches, ends or ships an experiment. Actions: create a draft; update its fields; launch a draft; pause and resume (the flag off and on); freeze_exposure and unfreeze_exposure (admit nobody new, and admit again); end without shipping; ship_variant (one variant gets 100 %, and the experiment ends); reset to draft; archive and unarchive an ended one; duplicate as a draft; delete and restore; recalculate its results.',
  actions: {
    create: { operation: 'experiments_create' },
    update: { operation: 'experiments_partial_update' },
    launch: { operation: 'experiments_launch_create' },
    pause: { operation: 'experiments_pause_create' },
    resume: { operation: 'experiments_resume_create' },
    freeze_exposure: { operation: 'experiments_freeze_exposure_create' },
    unfreeze_exposure: { operation: 'experiments_unfreeze_exposure_create' },
    end: { operation: 'experiments_end_create' },
    ship_variant: { operation: 'experiments_ship_variant_create' },
    reset: { operation: 'experiments_reset_create' },
    archive: { operation: 'experiments_archive_create' },
    unarchive: { operation: 'experiments_unarchive_create' },
    duplicate: { operation: 'experiments_duplicate_create' },
    delete: { operation: 'experiments_destroy' },
    restore: { operation: 'experiments_partial_update', body: { deleted: false } },
    recalculate: { operation: 'experiments_metrics_recalculation_create' },
  },
  arguments: {
    id: 'PostHog’s number of the experiment (posthogId), for every action but create.',
    project_id: 'Number of the project, the configured one when left out.',
    name: 'Name of the experiment, required for create, also for update and duplicate.',
    feature_flag_key:
      'Key of the flag, required for create, which makes a disabled flag if none has this key; also for duplicate.',
    description: 'What is tested and why, for create and update.',
    tags: 'All tags of the experiment, for create and update.',
    holdout_id: 'Number of the holdout to use, for create and update.',
    saved_metrics_ids: 'All shared metrics it uses, for create and update.',
    metrics: 'All primary metrics of its own, for create and update.',
    variant_key: 'Key of the variant to roll out, required for ship_variant.',
    release_to_everyone:
      'Whether to reach people whom the flag does not admit today as well, for ship_variant.',
    conclusion: 'What was concluded, for end, ship_variant and update.',
    conclusion_comment: 'The reasons for the conclusion, for end, ship_variant and update.',
    disable_feature_flag: 'Whether to turn the flag off as well, for archive.',
    confirm: 'The token of the dry run that the same call without it returned.',
  },
  droppable: [
    'effect.dryRun.preconditions',
    'now.metrics_secondary',
    'now.metrics',
    'now.saved_metrics',
    'now.parameters',
    'now.feature_flag',
    'metrics_secondary',
    'saved_metrics',
    'parameters',
    'metrics',
  ],
};

export const actionTools: readonly ActionTool[] = [experimentAct];
