import { primeRows } from '../../core/loading/prime-rows.ts';
import { builder } from '../../core/builder.ts';
import { pageArguments, connectionWindow, toConnection } from '../../core/paging/connection.ts';
import { readKey } from '../../core/global-id.ts';
import { inputError } from '../../core/input-error.ts';
import { projectArgument, projectOf } from '../../core/project-argument.ts';
import { flagByKey } from './key-loader.ts';
import { flagFilterQuery } from './filter.ts';
import { FeatureFlagFilter } from './inputs.ts';
import { flagLoader } from './loader.ts';
import { FeatureFlagConnection, FeatureFlagRef } from './ref.ts';
import { pageCall, type FieldUpstream } from '../../planner/field-cost.ts';

const byIdOrKey = {
  upstream: {
    brings: 'detail',
    calls: ({ key }) => [
      { operation: key == null ? 'feature_flags_retrieve' : 'feature_flags_list' },
    ],
  },
} satisfies { upstream: FieldUpstream };

builder.queryFields((t) => ({
  featureFlag: t.field({
    type: FeatureFlagRef,
    description:
      'A feature flag, by ID or by key. Null if there is none. Costs 1 upstream call. Give exactly one of `id` and `key`.',
    nullable: true,
    args: {
      id: t.arg.id({ description: "The object's `id`, or PostHog's number for it." }),
      key: t.arg.string({ description: "The flag's key, exactly as in the code." }),
      projectId: projectArgument(t.arg),
    },
    extensions: byIdOrKey,
    resolve: async (_root, args, context) => {
      const projectId = projectOf(args, context);
      if ((args.id == null) === (args.key == null)) {
        throw inputError('Give exactly one of `id` and `key`.', 'id');
      }
      if (args.key != null) {
        const row = await flagByKey(context, projectId, args.key);
        return row && { projectId, row };
      }
      const key = readKey('FeatureFlag', args.id!, projectId);
      const row = await flagLoader(context).load(key);
      return row && { projectId: key.projectId, row };
    },
  }),
  featureFlags: t.field({
    type: FeatureFlagConnection,
    description: 'The feature flags in a project. Costs 1 upstream call per 100 rows.',
    nullable: true,
    args: {
      ...pageArguments(t.arg),
      filter: t.arg({
        type: FeatureFlagFilter,
        description: 'Which flags to return. All if omitted.',
      }),
      projectId: projectArgument(t.arg),
    },
    extensions: pageCall('feature_flags_list', { brings: 'detail' }),
    resolve: async (_root, args, context) => {
      const projectId = projectOf(args, context);
      const window = connectionWindow(args);
      const page = await context.posthog.pages(
        'feature_flags_list',
        {
          path: { project_id: projectId },
          query: flagFilterQuery(args.filter),
        },
        window,
      );
      primeRows(flagLoader(context), projectId, page.results);
      return toConnection(window, page, (row) => ({ projectId, row }));
    },
  }),
}));
