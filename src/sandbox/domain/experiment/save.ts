import { logActivity } from '../activity-log.ts';
import type { Experiment } from '../../model/entities.ts';
import type { ProjectRequest } from '../../model/route.ts';
import { wireTime } from '../../model/time.ts';

/**
 * Writes a change the way a save does: the version and the time of change move along
 * (docs/posthog/updating-experiments.md#effects-of-an-update).
 */
export function saveExperiment(
  request: ProjectRequest,
  experiment: Experiment,
  change: Partial<Experiment>,
  activity = 'updated',
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
