import { builder } from '../../../core/builder.ts';
import { projectArgument, projectOf } from '../../../core/project-argument.ts';
import type { Wire } from '../../../core/wire.ts';
import { oneCall } from '../../../planner/field-cost.ts';

const ExperimentStatsRef = builder
  .objectRef<Wire['ExperimentVelocityStats']>('ExperimentStats')
  .implement({
    description:
      "Number of experiments a project launches and completes. Days are in the project's time zone. Deleted and archived experiments are not counted.",
    fields: (t) => ({
      launchedLast30Days: t.int({
        description: 'Number of experiments launched in the last 30 days, including today.',
        resolve: (stats) => stats.launched_last_30d,
      }),
      launchedPrevious30Days: t.int({
        description: 'Number of experiments launched in the 30 days before those.',
        resolve: (stats) => stats.launched_previous_30d,
      }),
      percentChange: t.float({
        description:
          'Change from the previous 30 days to the last 30, in percent. 100 if there were none before and some now.',
        resolve: (stats) => stats.percent_change,
      }),
      activeExperiments: t.int({
        description: 'Number of experiments launched and not ended, including paused ones.',
        resolve: (stats) => stats.active_experiments,
      }),
      completedLast30Days: t.int({
        description: 'Number of experiments ended in the last 30 days.',
        resolve: (stats) => stats.completed_last_30d,
      }),
    }),
  });

builder.queryField('experimentStats', (t) =>
  t.field({
    type: ExperimentStatsRef,
    description: 'Statistics on launches and completions in a project. Costs 1 upstream call.',
    nullable: true,
    args: { projectId: projectArgument(t.arg) },
    extensions: oneCall('experiments_stats_retrieve', { project: 'answered' }),
    resolve: (_root, args, context) =>
      context.posthog.call('experiments_stats_retrieve', {
        path: { project_id: projectOf(args, context) },
      }),
  }),
);
