import { builder } from '../../core/builder.ts';
import { ExperimentRef } from '../experiment/ref.ts';
import { encodeGlobalId, localId } from '../../core/global-id.ts';
import { cohortLoader } from './loader.ts';
import { CohortRef } from './ref.ts';
import { oneCall } from '../../planner/field-cost.ts';

builder.objectFields(ExperimentRef, (t) => ({
  exposureCohortId: t.id({
    description:
      "ID of the cohort of people exposed to the experiment. Null until the cohort is created. Free. PostHog's wire name is `exposure_cohort`.",
    nullable: true,
    resolve: ({ projectId, row }) =>
      row.exposure_cohort === null
        ? null
        : encodeGlobalId('Cohort', localId({ projectId, posthogId: row.exposure_cohort })),
  }),
  exposureCohort: t.field({
    type: CohortRef,
    description:
      'The cohort of people exposed to the experiment. Null until it is created. Costs 1 upstream call, or none if there is no cohort.',
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
