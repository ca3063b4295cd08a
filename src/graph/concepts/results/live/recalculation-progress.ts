import { builder } from '../../../core/builder.ts';
import { readKey } from '../../../core/global-id.ts';
import { projectArgument, projectOf } from '../../../core/project-argument.ts';
import { MetricsRecalculationRef } from '../recalculation/ref.ts';
import { isInProgress, recalculationTopic, type RunState } from './recalculation-topic.ts';
import { LiveEventRef } from '../../../subscriptions/ref.ts';
import type { LiveEvent } from '../../../subscriptions/topic.ts';

const RecalculationEventRef = builder.objectRef<LiveEvent<RunState>>('RecalculationEvent');

builder.objectType(RecalculationEventRef, {
  description: 'A run over all metrics of an experiment has moved on.',
  interfaces: [LiveEventRef],
  fields: (t) => ({
    run: t.field({
      type: MetricsRecalculationRef,
      description:
        'The run: the one under way, else the newest finished one. Null where nothing was ever computed.',
      nullable: true,
      resolve: ({ state: { projectId, run } }) => run && { projectId, row: run },
    }),
    isRunning: t.boolean({
      description: 'True while it is under way.',
      resolve: ({ state: { run } }) => run !== null && isInProgress(run),
    }),
    fraction: t.float({
      description:
        'How much of it is done, 0 to 1: metrics computed or failed, of all. Computed by this API; null without a run.',
      nullable: true,
      resolve: ({ state: { run } }) => {
        if (!run) return null;
        if (run.total_metrics === 0) return isInProgress(run) ? 0 : 1;
        return (run.completed_metrics + run.failed_metrics) / run.total_metrics;
      },
    }),
  }),
});

builder.subscriptionField('recalculationProgress', (t) =>
  t.field({
    type: RecalculationEventRef,
    description:
      'How far the computation of the newest results of an experiment is: each metric that is done, and each new run. The first event says how it is now. 1 upstream call a check, 2 during a run: every 2 seconds then, else every 10 seconds, then up to every 5 minutes while nothing changes, and at once after a run was asked for through this API. PostHog does not show the very first run of an experiment before it is finished: give `runUuid` to follow that one.',
    args: {
      experimentId: t.arg.id({
        description: "The experiment's `id` or PostHog's number.",
        required: true,
      }),
      runUuid: t.arg.string({
        description:
          'Follow this one run and end with it: `uuid` of the run that `recalculateMetrics` answered. 1 upstream call a check.',
      }),
      projectId: projectArgument(t.arg),
    },
    extensions: {
      upstream: {
        calls: (args) =>
          args['runUuid'] == null
            ? [
                { operation: 'experiments_metrics_recalculation_latest_retrieve' },
                { operation: 'experiments_metrics_recalculation_retrieve' },
              ]
            : [{ operation: 'experiments_metrics_recalculation_retrieve' }],
      },
    },
    subscribe: (_root, args, context) =>
      context.live.listen(
        recalculationTopic({
          experiment: readKey(
            'Experiment',
            args.experimentId,
            projectOf(args, context),
            'experimentId',
          ),
          uuid: args.runUuid == null ? undefined : canonicalUuid(args.runUuid),
        }),
      ),
    resolve: (event) => event,
  }),
);

/**
 * Normalizes a uuid to the form PostHog prints. PostHog also accepts capitals and no hyphens, and
 * one run must be one topic.
 */
function canonicalUuid(uuid: string): string {
  const digits = uuid.toLowerCase().replaceAll('-', '');
  return /^[\da-f]{32}$/.test(digits)
    ? digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
    : uuid;
}
