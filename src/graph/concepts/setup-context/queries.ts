import { builder } from '../../core/builder.ts';
import { projectArgument, projectOf } from '../../core/project-argument.ts';
import { ExperimentSetupContextInput } from './inputs.ts';
import { SetupContextRef } from './ref.ts';
import { setupContextBody } from './body.ts';
import { oneCall } from '../../planner/field-cost.ts';

builder.queryField('experimentSetupContext', (t) =>
  t.field({
    type: SetupContextRef,
    description:
      "Facts that help to plan an experiment: the project's defaults, its SDKs and traffic, a metric's baseline, earlier experiments and shared metrics. Does not change anything. Costs 1 upstream call, a slow one. Newer servers only. Also requires the scopes `experiment_saved_metric:read` and `query:read`.",
    nullable: true,
    args: {
      input: t.arg({
        type: ExperimentSetupContextInput,
        description: 'What is being planned. Without it, sections about an event are skipped.',
      }),
      projectId: projectArgument(t.arg),
    },
    extensions: oneCall('experiments_setup_context_create'),
    resolve: async (_root, { input, ...args }, context) => {
      const projectId = projectOf(args, context);
      const row = await context.posthog.call('experiments_setup_context_create', {
        path: { project_id: projectId },
        body: setupContextBody(input ?? {}),
      });
      return { projectId, row };
    },
  }),
);
