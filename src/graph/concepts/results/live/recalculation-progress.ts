import { builder } from '../../../core/builder.ts';
import { readKey } from '../../../core/global-id.ts';
import { projectArgument, projectOf } from '../../../core/project-argument.ts';
import { MetricsRecalculationRef } from '../recalculation/ref.ts';
import { isInProgress, recalculationTopic, type RunState } from './recalculation-topic.ts';
import { LiveEventRef } from '../../../subscriptions/ref.ts';
import type { LiveEvent } from '../../../subscriptions/topic.ts';

const RecalculationEventRef = builder.objectRef<LiveEvent<RunState>>('RecalculationEvent');

builder.objectType(RecalculationEventRef, {
  description: 'Progress of a recalculation of all metrics of an experiment.',
  interfaces: [LiveEventRef],
  fields: (t) => ({
    run: t.field({
      type: MetricsRecalculationRef,
      description:
        'The recalculation in progress, or else the newest finished one. Null if nothing has ever been computed.',
      nullable: true,
      resolve: ({ state: { projectId, run } }) => run && { projectId, row: run },
    }),
    isRunning: t.boolean({
      description: 'Whether a recalculation is in progress.',
      resolve: ({ state: { run } }) => run !== null && isInProgress(run),
    }),
    fraction: t.float({
      description:
        'Progress from 0 to 1: metrics computed or failed, out of all. Computed by this API. Null without a recalculation.',
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
      "Progress of an experiment's newest results: each metric that is finished, and each new recalculation. The first event has the current state. Costs 1 upstream call per check, or 2 during a recalculation. Checks happen every 2 seconds during a recalculation; otherwise every 10 seconds, then at intervals of up to 5 minutes while nothing changes, and immediately after a recalculation is requested through this API. Completes when the experiment is deleted. Servers before September 2026 do not report an experiment's very first recalculation until it is finished: pass `runUuid` to follow that one there.",
    args: {
      experimentId: t.arg.id({
        description: "The experiment's `id` or PostHog's number for it.",
        required: true,
      }),
      runUuid: t.arg.string({
        description:
          'Follow this recalculation only, and complete when it does: the `uuid` of the recalculation that `recalculateMetrics` returned. Costs 1 upstream call per check.',
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
