import { builder } from '../../core/builder.ts';
import { MatchingIdsRef } from '../../core/matching-ids.ts';
import { projectArgument, projectOf } from '../../core/project-argument.ts';
import { experimentFilterQuery } from './filter.ts';
import { ExperimentFilter } from './inputs.ts';
import { oneCall } from '../../planner/field-cost.ts';

builder.queryField('matchingExperimentIds', (t) =>
  t.field({
    type: MatchingIdsRef,
    description:
      'IDs of all experiments that match a filter and that the caller may edit. Costs 1 upstream call, however many there are. Newer servers only.',
    nullable: true,
    args: {
      filter: t.arg({
        type: ExperimentFilter,
        description: 'Which experiments to return. All that are not archived if omitted.',
      }),
      projectId: projectArgument(t.arg),
    },
    extensions: oneCall('experiments_matching_ids_retrieve'),
    resolve: async (_root, { filter, ...args }, context) => {
      const projectId = projectOf(args, context);
      const { ids, total } = await context.posthog.call('experiments_matching_ids_retrieve', {
        path: { project_id: projectId },
        query: experimentFilterQuery(filter, projectId),
      });
      return { typename: 'Experiment' as const, projectId, numbers: ids, total };
    },
  }),
);
