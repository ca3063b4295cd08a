import type { GraphContext } from '../../context/context.ts';
import type { PostHogKey } from '../../core/global-id.ts';
import { foundOrNull } from '../../mutations/write.ts';
import type { ExperimentDetail } from './loader.ts';

/** Reads the experiment from PostHog again; null when it is deleted or unknown. 1 upstream call. */
export function fetchExperimentNow(
  { posthog }: GraphContext,
  { projectId, posthogId }: PostHogKey,
): Promise<ExperimentDetail | null> {
  return foundOrNull(
    posthog.call('experiments_retrieve', { path: { project_id: projectId, id: posthogId } }),
  );
}
