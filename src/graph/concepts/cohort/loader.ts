import { localId, type PostHogKey } from '../../core/global-id.ts';
import { notFoundAsNull } from '../../core/loading/not-found-as-null.ts';
import { singleLoader } from '../../core/loading/single-loader.ts';
import type { Wire } from '../../core/wire.ts';

export type CohortRow = Wire['Cohort'];

/** Cohorts by key; null where none exists. */
export const cohortLoader = singleLoader(localId, ({ posthog }, key: PostHogKey) =>
  notFoundAsNull<CohortRow>(
    posthog.call('cohorts_retrieve', { path: { project_id: key.projectId, id: key.posthogId } }),
  ),
);
