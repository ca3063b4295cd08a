import { localId, type PostHogKey } from '../global-id.ts';
import { orNull } from '../or-null.ts';
import { singleLoader } from '../single-loader.ts';
import type { Wire } from '../wire.ts';

export type CohortRow = Wire['Cohort'];

/** Cohorts by key; null where there is none. */
export const cohortLoader = singleLoader(localId, ({ posthog }, key: PostHogKey) =>
  orNull<CohortRow>(
    posthog.call('cohorts_retrieve', { path: { project_id: key.projectId, id: key.posthogId } }),
  ),
);
