import DataLoader from 'dataloader';
import { localId, type PostHogKey } from '../global-id.ts';
import { orNull } from '../or-null.ts';
import { perRequest } from '../per-request.ts';
import type { Wire } from '../wire.ts';

export type CohortRow = Wire['Cohort'];

/** Cohorts by key, each read at most once per request; null where there is none. */
export const cohortLoader = perRequest(
  (context) =>
    new DataLoader<PostHogKey, CohortRow | null, string>(
      (keys) =>
        Promise.all(
          keys.map(({ projectId, posthogId }) =>
            orNull(
              context.posthog.call('cohorts_retrieve', {
                path: { project_id: projectId, id: posthogId },
              }),
            ),
          ),
        ),
      { cacheKeyFn: localId },
    ),
);
