import { requireApproval } from '../approvals/gate.ts';
import type { Conclusion, Experiment, FeatureFlag } from '../../model/entities.ts';
import { invalid } from '../../model/errors.ts';
import { checkLinkable } from '../flag/linkable.ts';
import { saveFlag } from '../flag/save.ts';
import type { ProjectRequest } from '../../model/route.ts';
import { wireTime } from '../../model/time.ts';
import { unfreezeFlag } from './freeze.ts';
import { linkedFlag } from './lookup.ts';
import { refreshFingerprints } from '../../model/metrics.ts';
import { logAction, saveExperiment } from './save.ts';
import { storedStatus } from './status.ts';

/**
 * Draft → running: starts now and activates the flag. Servers of autumn 2026 apply the enable policy. @throws
 * ApiError 400, 409
 */
export function launch(request: ProjectRequest, experiment: Experiment): void {
  if (storedStatus(experiment) !== 'draft') throw invalid('Experiment has already been launched.');
  const flag = requireLaunchableFlag(request, experiment);
  if (!flag.active) requireApproval(request, 'enable', flag, { active: true });
  const started = { ...experiment, start_date: wireTime(request.now) };
  // PostHog's launch ignores the matured-users setting when it computes fingerprints
  // (docs/posthog/lifecycle.md#launch).
  refreshFingerprints(started, { only_count_matured_users: false });
  const { start_date, metrics, metrics_secondary } = started;
  saveExperiment(request, experiment, { start_date, metrics, metrics_secondary });
  if (!flag.active) saveFlag(request, flag, { active: true });
}

/** The flag of a draft that can be launched. @throws ApiError 400 when it is deleted or not valid for an experiment */
export function requireLaunchableFlag(
  request: ProjectRequest,
  experiment: Experiment,
): FeatureFlag {
  const flag = linkedFlag(request, experiment);
  if (!flag || flag.deleted) {
    throw invalid('Experiment cannot be launched because its feature flag has been deleted.');
  }
  checkLinkable(request, flag, experiment.type);
  return flag;
}

/** The flag of a running experiment. @throws ApiError 400 for a draft, a stopped experiment, or no flag */
function requireRunningFlag(request: ProjectRequest, experiment: Experiment): FeatureFlag {
  requireRunning(experiment);
  const flag = linkedFlag(request, experiment);
  if (!flag) throw invalid('Experiment does not have a feature flag linked.');
  return flag;
}

function requireRunning(experiment: Experiment): void {
  const status = storedStatus(experiment);
  if (status === 'draft') throw invalid('Experiment has not been launched yet.');
  if (status === 'stopped') throw invalid('Experiment has already ended.');
}

/** Writes only the flag: dates and version stay unchanged. @throws ApiError 400, 409 */
export function pause(request: ProjectRequest, experiment: Experiment): void {
  const flag = requireRunningFlag(request, experiment);
  if (!flag.active) throw invalid('Experiment is already paused.');
  requireApproval(request, 'disable', flag, { active: false });
  saveFlag(request, flag, { active: false });
  logAction(request, experiment, 'paused');
}

/** Writes only the flag: dates and version stay unchanged. @throws ApiError 400, 409 */
export function resume(request: ProjectRequest, experiment: Experiment): void {
  const flag = requireRunningFlag(request, experiment);
  if (flag.active) throw invalid('Experiment is not paused.');
  requireApproval(request, 'enable', flag, { active: true });
  saveFlag(request, flag, { active: true });
  logAction(request, experiment, 'resumed');
}

export interface EndingConclusion {
  conclusion: Conclusion | null | undefined;
  conclusion_comment: string | null | undefined;
}

/** Running → stopped; the flag stays active, and conclusion fields that were not sent become null. */
export function end(
  request: ProjectRequest,
  experiment: Experiment,
  verdict: EndingConclusion,
): void {
  requireRunning(experiment);
  saveExperiment(request, experiment, {
    end_date: wireTime(request.now),
    conclusion: verdict.conclusion ?? null,
    conclusion_comment: verdict.conclusion_comment ?? null,
  });
}

/**
 * Back to draft. The flag stays active, without freeze markers; fingerprints become stale
 * (docs/posthog/lifecycle.md#reset).
 */
export function reset(request: ProjectRequest, experiment: Experiment): void {
  if (storedStatus(experiment) === 'draft') throw invalid('Experiment is already in draft state.');
  saveExperiment(request, experiment, {
    start_date: null,
    end_date: null,
    conclusion: null,
    conclusion_comment: null,
    archived: false,
    flag_cleanup_task_id: null,
  });
  const flag = linkedFlag(request, experiment);
  if (flag) unfreezeFlag(request, flag);
}
