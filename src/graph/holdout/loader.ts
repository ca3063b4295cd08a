import DataLoader from 'dataloader';
import { orNull } from '../or-null.ts';
import type { PostHogKey } from '../global-id.ts';
import { localId } from '../global-id.ts';
import { perRequest } from '../per-request.ts';
import type { Wire } from '../wire.ts';

export type HoldoutRow = Wire['ExperimentHoldout'];

/** Holdouts by key, each read at most once per request; null where there is none. */
export const holdoutLoader = perRequest(
  (context) =>
    new DataLoader<PostHogKey, HoldoutRow | null, string>(
      (keys) =>
        Promise.all(
          keys.map(({ projectId, posthogId }) =>
            orNull(
              context.posthog.call('experiment_holdouts_retrieve', {
                path: { project_id: projectId, id: posthogId },
              }),
            ),
          ),
        ),
      { cacheKeyFn: localId },
    ),
);
