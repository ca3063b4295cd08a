import type { Experiment } from '../../model/entities.ts';
import { invalid } from '../../model/errors.ts';
import { flagVariantsOf } from '../flag/config.ts';
import type { FlagConfig } from '../flag/experiment-input.ts';
import { isTruthy } from '../../model/json.ts';
import type { ProjectRequest } from '../../model/route.ts';
import { requireLaunchableFlag } from './lifecycle.ts';
import { linkedFlag } from './lookup.ts';
import { isLegacy } from '../../model/metrics.ts';
import type { ExperimentFields } from './payload.ts';
import { storedStatus } from './status.ts';

/** Fields that can still be changed on a legacy experiment, and request options that are not stored. */
const LEGACY_WRITABLE = new Set([
  'name',
  'description',
  'end_date',
  'deleted',
  'tags',
  'feature_flag_key',
  'allow_unknown_events',
  'update_feature_flag_params',
]);

/**
 * Checks which fields may be changed in which state, in PostHog's order
 * (docs/posthog/updating-experiments.md#what-may-change-when). @throws ApiError 400
 */
export function checkUpdateRules(
  request: ProjectRequest,
  experiment: Experiment,
  payload: ExperimentFields,
  flagConfig: FlagConfig | null,
): void {
  const flag = linkedFlag(request, experiment);
  if (experiment.deleted && payload.deleted === false && flag?.deleted) {
    throw invalid(
      'Cannot restore experiment: the linked feature flag has been deleted. Restore the feature flag first, then restore the experiment.',
    );
  }
  const draft = storedStatus(experiment) === 'draft';
  if (draft && payload.start_date != null) requireLaunchableFlag(request, experiment);
  if (isLegacy(request.store, experiment)) {
    checkLegacyUpdate(experiment, payload);
    return;
  }
  checkFixedFields(experiment, payload, flag?.key);
  if (!draft) checkLaunchedFields(request, experiment, payload, flagConfig);
  if (isTruthy(payload.filters?.['properties'])) {
    throw invalid('Experiments do not support global filter properties');
  }
}

function checkLegacyUpdate(experiment: Experiment, payload: ExperimentFields): void {
  const refused = Object.keys(payload)
    .filter((field) => !LEGACY_WRITABLE.has(field))
    .sort();
  if (refused.length > 0) {
    throw invalid(
      `This experiment uses legacy metric formats and can only have its name, description, or end_date updated. Cannot update: ${refused.join(', ')}`,
    );
  }
  const { end_date: end } = payload;
  if (end && experiment.start_date && Date.parse(experiment.start_date) >= Date.parse(end)) {
    throw invalid('End date must be after start date');
  }
}

function checkFixedFields(
  experiment: Experiment,
  payload: ExperimentFields,
  flagKey: string | undefined,
): void {
  const fixed = [
    payload.feature_flag_key !== undefined && payload.feature_flag_key !== flagKey
      ? 'get_feature_flag_key'
      : null,
    payload.type != null && payload.type !== experiment.type ? 'type' : null,
  ].filter((field) => field !== null);
  if (fixed.length > 0) throw invalid(`Can't update keys: ${fixed.join(', ')} on Experiment`);
}

function checkLaunchedFields(
  request: ProjectRequest,
  experiment: Experiment,
  payload: ExperimentFields,
  flagConfig: FlagConfig | null,
): void {
  if (flagConfig?.variants?.length) {
    const present = flagVariantsOf(linkedFlag(request, experiment)).map(({ key }) => key);
    const wanted = flagConfig.variants.map(({ key }) => key);
    if (wanted.length !== present.length || wanted.some((key) => !present.includes(key))) {
      throw invalid("Can't update feature_flag_variants on Experiment");
    }
  }
  if (payload.holdout_id !== undefined && payload.holdout_id !== experiment.holdout_id) {
    throw invalid("Can't update holdout on running Experiment");
  }
}
