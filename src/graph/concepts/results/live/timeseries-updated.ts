import { builder } from '../../../core/builder.ts';
import { readKey } from '../../../core/global-id.ts';
import { MetricRef } from '../../metric/ref.ts';
import { projectArgument, projectOf } from '../../../core/project-argument.ts';
import { TimeseriesPointRef, TimeseriesRef } from '../timeseries/ref.ts';
import { LiveEventRef } from '../../../subscriptions/ref.ts';
import { changedPoints, timeseriesTopic, type SeriesState } from './timeseries-topic.ts';
import type { LiveEvent } from '../../../subscriptions/topic.ts';

const TimeseriesEventRef = builder.objectRef<LiveEvent<SeriesState>>('TimeseriesEvent');

builder.objectType(TimeseriesEventRef, {
  description: 'The daily results of a metric have changed.',
  interfaces: [LiveEventRef],
  fields: (t) => ({
    metric: t.field({
      type: MetricRef,
      description: 'The metric.',
      resolve: ({ state }) => state.metric,
    }),
    timeseries: t.field({
      type: TimeseriesRef,
      description: 'The whole series in its current state. Null before the launch.',
      nullable: true,
      resolve: ({ state: { metric, row, points } }) => row && { metric, row, points },
    }),
    changedPoints: t.field({
      type: [TimeseriesPointRef],
      description:
        'The days whose result is new or different since the previous event, oldest first. Empty in the first event. Days that lost their result appear only in `changes`.',
      resolve: ({ before, state }) =>
        before ? changedPoints(before, state).flatMap(({ is }) => is ?? []) : [],
    }),
  }),
});

builder.subscriptionField('timeseriesUpdated', (t) =>
  t.field({
    type: TimeseriesEventRef,
    description:
      'The daily results of one metric, whenever a day is computed or a recalculation progresses. The first event has the current state. Costs 1 upstream call per check, plus 1 at most once a minute for the metric itself. Checks happen every 2 seconds during a recalculation; otherwise every 30 seconds, then at intervals of up to 5 minutes while nothing changes.',
    args: {
      experimentId: t.arg.id({
        description: "The experiment's `id` or PostHog's number for it.",
        required: true,
      }),
      metricUuid: t.arg.string({ description: "The metric's `uuid`.", required: true }),
      projectId: projectArgument(t.arg),
    },
    extensions: {
      upstream: {
        brings: 'detail',
        calls: [
          { operation: 'experiments_retrieve' },
          { operation: 'experiments_timeseries_results_retrieve' },
        ],
      },
    },
    subscribe: (_root, args, context) =>
      context.live.listen(
        timeseriesTopic({
          experiment: readKey(
            'Experiment',
            args.experimentId,
            projectOf(args, context),
            'experimentId',
          ),
          uuid: args.metricUuid,
        }),
      ),
    resolve: (event) => event,
  }),
);
