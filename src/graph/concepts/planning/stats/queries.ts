import { builder } from '../../../core/builder.ts';
import { projectArgument, projectOf } from '../../../core/project-argument.ts';
import type { Wire } from '../../../core/wire.ts';
import { oneCall } from '../../../planner/field-cost.ts';

const ExperimentStatsRef = builder
  .objectRef<Wire['ExperimentVelocityStats']>('ExperimentStats')
  .implement({
    description:
      "How many experiments a project launches and completes. Days are cut in the project's time zone; deleted and archived ones do not count.",
    fields: (t) => ({
      launchedLast30Days: t.int({
        description: 'Launched in the last 30 days, today included.',
        resolve: (stats) => stats.launched_last_30d,
      }),
      launchedPrevious30Days: t.int({
        description: 'Launched in the 30 days before those.',
        resolve: (stats) => stats.launched_previous_30d,
      }),
      percentChange: t.float({
        description:
          'Change from the previous 30 days to the last, in percent; 100 when there were none before and some now.',
        resolve: (stats) => stats.percent_change,
      }),
      activeExperiments: t.int({
        description: 'Launched and not ended, paused ones included.',
        resolve: (stats) => stats.active_experiments,
      }),
      completedLast30Days: t.int({
        description: 'Ended in the last 30 days.',
        resolve: (stats) => stats.completed_last_30d,
      }),
    }),
  });

builder.queryField('experimentStats', (t) =>
  t.field({
    type: ExperimentStatsRef,
    description: 'The pace of experimenting in a project. 1 upstream call.',
    nullable: true,
    args: { projectId: projectArgument(t.arg) },
    extensions: oneCall('experiments_stats_retrieve'),
    resolve: (_root, args, context) =>
      context.posthog.call('experiments_stats_retrieve', {
        path: { project_id: projectOf(args, context) },
      }),
  }),
);
