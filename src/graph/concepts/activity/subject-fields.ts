import { builder } from '../../core/builder.ts';
import {
  pageArguments,
  connectionWindow,
  toConnection,
  type PageArguments,
} from '../../core/paging/connection.ts';
import type { GraphContext } from '../../context/context.ts';
import { ExperimentRef } from '../experiment/ref.ts';
import { FeatureFlagRef } from '../feature-flag/ref.ts';
import { coveringPage } from './page.ts';
import { ActivityConnection } from './ref.ts';
import { pageCall } from '../../planner/field-cost.ts';

type Logged = 'experiments_activity_retrieve' | 'feature_flags_activity_retrieve';

/** Reads a page of the activity log of an experiment or a flag. 1 upstream call. */
async function readActivity(
  context: GraphContext,
  operation: Logged,
  path: { readonly project_id: string; readonly id: number },
  args: PageArguments,
) {
  const window = connectionWindow(args);
  const { page, limit, skip } = coveringPage(window);
  const log = await context.posthog.call(operation, { path, query: { page, limit } });
  const results = log.results.slice(skip, skip + window.limit);
  return toConnection(window, { count: log.total_count, results }, (row) => row);
}

builder.objectField(ExperimentRef, 'activity', (t) =>
  t.field({
    type: ActivityConnection,
    description:
      'What was changed and by whom, newest first: on the experiment, its flag, its holdout and its shared metrics. Costs 1 upstream call. Requires the scope `activity_log:read`.',
    nullable: true,
    args: pageArguments(t.arg),
    extensions: pageCall('experiments_activity_retrieve'),
    resolve: ({ projectId, row }, args, context) =>
      readActivity(
        context,
        'experiments_activity_retrieve',
        { project_id: projectId, id: row.id },
        args,
      ),
  }),
);

builder.objectField(FeatureFlagRef, 'activity', (t) =>
  t.field({
    type: ActivityConnection,
    description:
      'What was changed and by whom, newest first. Costs 1 upstream call. Requires the scope `activity_log:read`.',
    nullable: true,
    args: pageArguments(t.arg),
    extensions: pageCall('feature_flags_activity_retrieve'),
    resolve: ({ projectId, row }, args, context) =>
      readActivity(
        context,
        'feature_flags_activity_retrieve',
        { project_id: projectId, id: row.id },
        args,
      ),
  }),
);
