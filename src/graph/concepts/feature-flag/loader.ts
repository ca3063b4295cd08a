import DataLoader from 'dataloader';
import { localId, type PostHogKey } from '../../core/global-id.ts';
import { notFoundAsNull } from '../../core/loading/not-found-as-null.ts';
import { perRequest } from '../../context/per-request.ts';
import { findByProject } from '../../core/loading/by-project.ts';
import type { Wire } from '../../core/wire.ts';

export type FullFlag = Wire['FeatureFlag'];
/**
 * The properties common to both forms: the flag embedded in an experiment, and the flag from its
 * own endpoint.
 */
export type FlagRow = Wire['MinimalFeatureFlag'] | FullFlag;

/**
 * Full flags by key, each read at most once per request; null where none exists. List rows are full
 * flags.
 */
export const flagLoader = perRequest(
  ({ posthog }) =>
    new DataLoader<PostHogKey, FullFlag | null, string>(
      (keys) =>
        findByProject(keys, (projectId) => ({
          lists: [false, true].map(
            (archived) => (window) =>
              posthog.pages(
                'feature_flags_list',
                {
                  path: { project_id: projectId },
                  query: archived ? { archived: 'true' as const } : {},
                },
                window,
              ),
          ),
          one: ({ posthogId }) =>
            notFoundAsNull(
              posthog.call('feature_flags_retrieve', {
                path: { project_id: projectId, id: posthogId },
              }),
            ),
        })),
      { cacheKeyFn: localId },
    ),
);
