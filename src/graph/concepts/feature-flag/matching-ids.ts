import { builder } from '../../core/builder.ts';
import { MatchingIdsRef } from '../../core/matching-ids.ts';
import { projectArgument, projectOf } from '../../core/project-argument.ts';
import { flagFilterQuery } from './filter.ts';
import { FeatureFlagFilter } from './inputs.ts';
import { oneCall } from '../../planner/field-cost.ts';

builder.queryField('matchingFeatureFlagIds', (t) =>
  t.field({
    type: MatchingIdsRef,
    description:
      'IDs of all feature flags that match a filter and that the caller may edit. Costs 1 upstream call, however many there are.',
    nullable: true,
    args: {
      filter: t.arg({
        type: FeatureFlagFilter,
        description: 'Which flags to return. All if omitted.',
      }),
      projectId: projectArgument(t.arg),
    },
    extensions: oneCall('feature_flags_matching_ids_retrieve'),
    resolve: async (_root, { filter, ...args }, context) => {
      const projectId = projectOf(args, context);
      const { ids, total } = await context.posthog.call('feature_flags_matching_ids_retrieve', {
        path: { project_id: projectId },
        query: flagFilterQuery(filter),
      });
      return { typename: 'FeatureFlag' as const, projectId, numbers: ids, total };
    },
  }),
);
