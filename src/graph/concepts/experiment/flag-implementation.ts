import { builder } from '../../core/builder.ts';
import { projectArgument, projectOf } from '../../core/project-argument.ts';
import { oneCall } from '../../planner/field-cost.ts';

builder.queryField('requiresFlagImplementation', (t) =>
  t.boolean({
    description:
      'True when no event of the last 7 days says which variant it saw, so the flag is not built into the app yet. 1 upstream call. Null with UPSTREAM_UNSUPPORTED on newer servers, which dropped it.',
    nullable: true,
    args: { projectId: projectArgument(t.arg) },
    extensions: oneCall('experiments_requires_flag_implementation_retrieve'),
    resolve: async (_root, args, context) => {
      const { result } = await context.posthog.call(
        'experiments_requires_flag_implementation_retrieve',
        { path: { project_id: projectOf(args, context) } },
      );
      return result !== false && result != null;
    },
  }),
);
