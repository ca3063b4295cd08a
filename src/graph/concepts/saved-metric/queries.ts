import { primeRows } from '../../core/loading/prime-rows.ts';
import { builder } from '../../core/builder.ts';
import { pageArguments, connectionWindow, toConnection } from '../../core/paging/connection.ts';
import { readKey } from '../../core/global-id.ts';
import { projectArgument, projectOf } from '../../core/project-argument.ts';
import { SavedMetricFilter } from './inputs.ts';
import { savedMetricLoader } from './loader.ts';
import { SavedMetricConnection, SavedMetricRef } from './ref.ts';
import { oneCall, pageCall } from '../../planner/field-cost.ts';

builder.queryFields((t) => ({
  savedMetric: t.field({
    type: SavedMetricRef,
    description: 'A shared metric. Null if there is none with this ID. Costs 1 upstream call.',
    nullable: true,
    args: {
      id: t.arg.id({
        description: "The object's `id`, or PostHog's number for it.",
        required: true,
      }),
      projectId: projectArgument(t.arg),
    },
    extensions: oneCall('experiment_saved_metrics_retrieve'),
    resolve: async (_root, args, context) => {
      const key = readKey('SavedMetric', args.id, projectOf(args, context));
      const row = await savedMetricLoader(context).load(key);
      return row && { projectId: key.projectId, row };
    },
  }),
  savedMetrics: t.field({
    type: SavedMetricConnection,
    description: 'The shared metrics in a project. Costs 1 upstream call per page.',
    nullable: true,
    args: {
      ...pageArguments(t.arg),
      filter: t.arg({
        type: SavedMetricFilter,
        description: 'Which shared metrics to return. All if omitted.',
      }),
      projectId: projectArgument(t.arg),
    },
    extensions: pageCall('experiment_saved_metrics_list'),
    resolve: async (_root, { filter, ...args }, context) => {
      const projectId = projectOf(args, context);
      const window = connectionWindow(args);
      const page = await context.posthog.pages(
        'experiment_saved_metrics_list',
        {
          path: { project_id: projectId },
          query: {
            ...(filter?.search != null && { search: filter.search }),
            ...(filter?.event != null && { event: filter.event }),
          },
        },
        window,
      );
      primeRows(savedMetricLoader(context), projectId, page.results);
      return toConnection(window, page, (row) => ({ projectId, row }));
    },
  }),
}));
