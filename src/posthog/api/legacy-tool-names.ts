import type { OperationId } from './operation-types.ts';

// The capability file this product replaces (api-evangelist/posthog, capabilities/posthog-experiments.yaml, 2026-05)
// derived each tool's name from the first words of PostHog's description. For operations without one, PostHog's schema
// contained the docstring of a base class, so these are its words.
const UNDESCRIBED = 'mixin-viewsets-handle-approvalrequired-exceptions';

/** In the order of the file, because repeated names were numbered. */
const words: readonly (readonly [OperationId, string])[] = [
  ['experiments_list', 'list-experiments-current-project-supports'],
  ['experiments_create', 'create-new-experiment-draft-status'],
  ['experiments_eligible_feature_flags_retrieve', 'returns-paginated-list-feature-flags'],
  ['experiments_requires_flag_implementation_retrieve', UNDESCRIBED],
  ['experiments_stats_retrieve', UNDESCRIBED],
  ['experiments_retrieve', 'retrieve-single-experiment-id-including'],
  ['experiments_update', UNDESCRIBED],
  ['experiments_partial_update', 'update-experiment-use-this-modify'],
  ['experiments_destroy', 'hard-delete-this-model-is'],
  ['experiments_archive_create', 'archive-ended-experiment'],
  ['experiments_copy_to_project_create', UNDESCRIBED],
  ['experiments_create_exposure_cohort_for_experiment_create', UNDESCRIBED],
  ['experiments_duplicate_create', UNDESCRIBED],
  ['experiments_end_create', 'end-running-experiment-without-shipping'],
  ['experiments_launch_create', 'launch-draft-experiment'],
  ['experiments_pause_create', 'pause-running-experiment'],
  ['experiments_recalculate_timeseries_create', UNDESCRIBED],
  ['experiments_reset_create', 'reset-experiment-back-draft-state'],
  ['experiments_resume_create', 'resume-paused-experiment'],
  ['experiments_ship_variant_create', 'ship-variant-100-users-and'],
  ['experiments_timeseries_results_retrieve', UNDESCRIBED],
  ['experiments_unarchive_create', 'unarchive-archived-experiment'],
];

/** The number of times the file lists each operation. */
const TIMES = 2;

export interface LegacyToolName {
  readonly operation: OperationId;
  /** The operation's name in the capability: `experimentslaunchcreate`. */
  readonly operationName: string;
  /** The capability's tools for this operation. */
  readonly tools: readonly string[];
}

/** The capability's names of its operations and of its 44 tools. */
export function legacyToolNames(): readonly LegacyToolName[] {
  const met = new Map<string, number>();
  const numbered = (name: string) => {
    const count = (met.get(name) ?? 0) + 1;
    met.set(name, count);
    return count === 1 ? name : `${name}-${count}`;
  };
  return words.map(([operation, name]) => ({
    operation,
    operationName: operation.replaceAll('_', ''),
    tools: Array.from({ length: TIMES }, () => numbered(name)),
  }));
}
