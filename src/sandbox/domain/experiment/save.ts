import { activityOf, logActivity } from '../activity-log.ts';
import type { Experiment } from '../../model/entities.ts';
import type { ProjectRequest } from '../../model/route.ts';
import { wireTime } from '../../model/time.ts';

/**
 * Writes a change as PostHog's save does, with a new version and modification time
 * (docs/posthog/updating-experiments.md#effects-of-an-update).
 */
export function saveExperiment(
  request: ProjectRequest,
  experiment: Experiment,
  change: Partial<Experiment>,
  activity: string = activityOf(experiment, change),
): void {
  const before = { ...experiment };
  request.store.experiments.update(experiment, {
    ...change,
    version: experiment.version + 1,
    updated_at: wireTime(request.now),
  });
  logActivity(request, {
    scope: 'Experiment',
    id: experiment.id,
    name: experiment.name,
    activity,
    before,
    change,
  });
}

/** Logs an action that writes only the flag, under the experiment as well. */
export function logAction(request: ProjectRequest, experiment: Experiment, activity: string): void {
  const { id, name } = experiment;
  logActivity(request, { scope: 'Experiment', id, name, activity });
}
