import { builder } from '../../core/builder.ts';
import { ExperimentRef } from '../experiment/ref.ts';
import { encodeGlobalId, localId } from '../../core/global-id.ts';
import { cohortLoader } from './loader.ts';
import { CohortRef } from './ref.ts';
import { oneCall } from '../../planner/field-cost.ts';

builder.objectFields(ExperimentRef, (t) => ({
  exposureCohortId: t.id({
    description:
      "Id of the cohort of people exposed to it; null until one is made. Free. PostHog's wire name is `exposure_cohort`.",
    nullable: true,
    resolve: ({ projectId, row }) =>
      row.exposure_cohort === null
        ? null
        : encodeGlobalId('Cohort', localId({ projectId, posthogId: row.exposure_cohort })),
  }),
  exposureCohort: t.field({
    type: CohortRef,
    description:
      'The cohort of people exposed to it; null until one is made. 1 upstream call, none where there is no cohort.',
    nullable: true,
    extensions: oneCall('cohorts_retrieve'),
    resolve: async ({ projectId, row }, _args, context) => {
      if (row.exposure_cohort === null) return null;
      const cohort = await cohortLoader(context).load({
        projectId,
        posthogId: row.exposure_cohort,
      });
      return cohort && { projectId, row: cohort };
    },
  }),
}));
