import type { Experiment, JsonObject } from '../../model/entities.ts';
import type { ProjectRequest } from '../../model/route.ts';
import { bool, nullable, optional, text } from '../../validation/fields.ts';
import { cleanupTarget } from './target.ts';

/** What a request to end or ship says about the removal of the flag from the code. */
export interface CleanupWish {
  isWanted: boolean;
  repository: string | null | undefined;
  becomesDefault: boolean;
}

/** Reads the clean-up of a request, before anything is written. @throws ApiError 400 */
export const readCleanup = (body: JsonObject): CleanupWish => ({
  isWanted: optional(body, 'open_cleanup_pr', bool) ?? false,
  repository: optional(body, 'repository', nullable(text({ max: 255 }))),
  becomesDefault: optional(body, 'set_repository_as_team_default', bool) ?? false,
});

/**
 * Starts the task that removes the flag from the code. Without a conclusion, or a repository that can be determined,
 * none is started, silently (docs/posthog/other-operations.md#flag-clean-up).
 */
export function openCleanup(
  { store, project }: ProjectRequest,
  experiment: Experiment,
  { isWanted, repository, becomesDefault }: CleanupWish,
): void {
  if (!isWanted) return;
  if (repository != null) {
    store.experiments.update(experiment, { repository });
    if (becomesDefault) store.projects.update(project, { default_cleanup_repository: repository });
  }
  if (experiment.conclusion === null) return;
  if (cleanupTarget(store, project, experiment).repository === null) return;
  store.experiments.update(experiment, { flag_cleanup_task_id: store.uuid() });
}
