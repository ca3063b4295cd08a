import DataLoader from 'dataloader';
import { localId, type PostHogKey } from '../../core/global-id.ts';
import { notFoundAsNull } from '../../core/loading/not-found-as-null.ts';
import { perRequest } from '../../context/per-request.ts';
import { findByProject } from '../../core/loading/by-project.ts';
import type { Wire } from '../../core/wire.ts';

export type HoldoutRow = Wire['ExperimentHoldout'];

/**
 * Holdouts by key, each read at most once per request; null where none exists. List rows are
 * complete.
 */
export const holdoutLoader = perRequest(
  ({ posthog }) =>
    new DataLoader<PostHogKey, HoldoutRow | null, string>(
      (keys) =>
        findByProject(keys, (projectId) => ({
          lists: [
            (window) =>
              posthog.pages(
                'experiment_holdouts_list',
                { path: { project_id: projectId } },
                window,
              ),
          ],
          one: ({ posthogId }) =>
            notFoundAsNull(
              posthog.call('experiment_holdouts_retrieve', {
                path: { project_id: projectId, id: posthogId },
              }),
            ),
        })),
      { cacheKeyFn: localId },
    ),
);
