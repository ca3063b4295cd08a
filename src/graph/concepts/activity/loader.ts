import { localId, type PostHogKey } from '../../core/global-id.ts';
import { asError } from '../../core/loading/not-found-as-null.ts';
import { singleLoader } from '../../core/loading/single-loader.ts';
import type { Wire } from '../../core/wire.ts';

/** The newest entries of an activity log that one call reads. */
const RECENT = 100;

/** The newest entries of the activity log of an experiment, which includes those of its flag; newest first. */
export const recentActivityLoader = singleLoader<PostHogKey, Wire['ActivityLogPaginatedResponse']>(
  localId,
  ({ posthog }, { projectId, posthogId }) =>
    posthog
      .call('experiments_activity_retrieve', {
        path: { project_id: projectId, id: posthogId },
        query: { page: 1, limit: RECENT },
      })
      .catch(asError),
);
