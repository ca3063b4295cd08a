import { primeRows } from '../../core/loading/prime-rows.ts';
import { builder } from '../../core/builder.ts';
import { pageArguments, connectionWindow, toConnection } from '../../core/paging/connection.ts';
import { readKey } from '../../core/global-id.ts';
import { projectArgument, projectOf } from '../../core/project-argument.ts';
import { cohortLoader } from './loader.ts';
import { CohortConnection, CohortRef } from './ref.ts';
import { oneCall, pageCall } from '../../planner/field-cost.ts';

builder.queryFields((t) => ({
  cohort: t.field({
    type: CohortRef,
    description: 'A cohort. Null if there is none with this ID. Costs 1 upstream call.',
    nullable: true,
    args: {
      id: t.arg.id({
        description: "The object's `id`, or PostHog's number for it.",
        required: true,
      }),
      projectId: projectArgument(t.arg),
    },
    extensions: oneCall('cohorts_retrieve'),
    resolve: async (_root, args, context) => {
      const key = readKey('Cohort', args.id, projectOf(args, context));
      const row = await cohortLoader(context).load(key);
      return row && { projectId: key.projectId, row };
    },
  }),
  cohorts: t.field({
    type: CohortConnection,
    description: 'The cohorts in a project. Costs 1 upstream call per 100 rows.',
    nullable: true,
    args: { ...pageArguments(t.arg), projectId: projectArgument(t.arg) },
    extensions: pageCall('cohorts_list'),
    resolve: async (_root, args, context) => {
      const projectId = projectOf(args, context);
      const window = connectionWindow(args);
      const page = await context.posthog.pages(
        'cohorts_list',
        { path: { project_id: projectId } },
        window,
      );
      primeRows(cohortLoader(context), projectId, page.results);
      return toConnection(window, page, (row) => ({ projectId, row }));
    },
  }),
}));
