import { builder } from '../../core/builder.ts';
import { projectArgument, projectOf } from '../../core/project-argument.ts';
import { oneCall } from '../../planner/field-cost.ts';

builder.queryField('requiresFlagImplementation', (t) =>
  t.boolean({
    description:
      'True if no event in the last 7 days carried a variant of the flag, which suggests that the flag is not implemented in the app yet. Costs 1 upstream call. Null with UPSTREAM_UNSUPPORTED on newer servers, which have dropped the endpoint.',
    nullable: true,
    args: { projectId: projectArgument(t.arg) },
    extensions: oneCall('experiments_requires_flag_implementation_retrieve', {
      project: 'answered',
    }),
    resolve: async (_root, args, context) => {
      const { result } = await context.posthog.call(
        'experiments_requires_flag_implementation_retrieve',
        { path: { project_id: projectOf(args, context) } },
      );
      return result !== false && result != null;
    },
  }),
);
