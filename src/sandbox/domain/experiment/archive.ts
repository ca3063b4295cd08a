import { actionOn, policiesFor } from '../approvals/policies.ts';
import { holdsScope } from '../../model/auth.ts';
import type { Experiment, FeatureFlag } from '../../model/entities.ts';
import { invalid, permissionDeniedError } from '../../model/errors.ts';
import { saveFlag } from '../flag/save.ts';
import type { ProjectRequest } from '../../model/route.ts';
import { linkedFlag } from './lookup.ts';
import { saveExperiment } from './save.ts';
import { storedStatus } from './status.ts';

/**
 * Archives a stopped experiment. Its flag is archived too if it is inactive, no other live experiment uses it and
 * the caller may edit flags; `disableFlag` deactivates an active one first
 * (docs/posthog/lifecycle.md#archive-and-unarchive).
 * @throws ApiError 400, 403
 */
export function archive(
  request: ProjectRequest,
  experiment: Experiment,
  disableFlag: boolean,
): void {
  if (experiment.archived) throw invalid('Experiment is already archived.');
  if (storedStatus(experiment) !== 'stopped') {
    throw invalid('Experiment must be ended before it can be archived.');
  }
  const flag = linkedFlag(request, experiment);
  const takesFlag =
    flag !== undefined && !flag.deleted && archivesFlag(request, experiment, flag, disableFlag);
  saveExperiment(request, experiment, { archived: true, archived_flag_with_it: takesFlag });
  if (takesFlag) saveFlag(request, flag, { archived: true, active: false });
}

function archivesFlag(
  request: ProjectRequest,
  experiment: Experiment,
  flag: FeatureFlag,
  disableFlag: boolean,
): boolean {
  if (flag.archived) return false;
  if (disableFlag && flag.active) {
    if (policiesFor(request, actionOn(request, 'disable', flag)).length > 0) {
      throw permissionDeniedError(
        'Disabling this feature flag requires approval. Disable it from the feature flag page to go through the approval flow, then archive the experiment.',
      );
    }
    return true;
  }
  return (
    !flag.active &&
    holdsScope(request.caller.key, 'feature_flag:write') &&
    !sharedWithOthers(request, experiment, flag)
  );
}

const sharedWithOthers = (
  { store }: ProjectRequest,
  experiment: Experiment,
  flag: FeatureFlag,
): boolean =>
  store.experiments
    .by('flag', flag.id)
    .some((row) => row.id !== experiment.id && !row.deleted && !row.archived);

/** Unarchives an experiment, and its flag if archiving the experiment archived it; the flag stays inactive. */
export function unarchive(request: ProjectRequest, experiment: Experiment): void {
  if (!experiment.archived) throw invalid('Experiment is not archived.');
  const flag = experiment.archived_flag_with_it ? linkedFlag(request, experiment) : undefined;
  saveExperiment(request, experiment, { archived: false, archived_flag_with_it: false });
  if (flag) saveFlag(request, flag, { archived: false });
}
