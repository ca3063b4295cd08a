import { builder } from '../../../core/builder.ts';
import { readKey } from '../../../core/global-id.ts';
import { MetricRef } from '../../metric/ref.ts';
import { projectArgument, projectOf } from '../../../core/project-argument.ts';
import { MetricResultRef, VerdictRef } from '../result/ref.ts';
import { LiveEventRef } from '../../../subscriptions/ref.ts';
import {
  newlySignificant,
  significanceTopic,
  significantOf,
  type SignificanceState,
} from './significance-topic.ts';
import type { LiveEvent } from '../../../subscriptions/topic.ts';

const SignificanceEventRef = builder.objectRef<LiveEvent<SignificanceState>>('SignificanceEvent');

builder.objectType(SignificanceEventRef, {
  description: 'A variant has become significantly different from the baseline.',
  interfaces: [LiveEventRef],
  fields: (t) => ({
    metric: t.field({
      type: MetricRef,
      description: 'The metric.',
      resolve: ({ state }) => state.metric,
    }),
    result: t.field({
      type: MetricResultRef,
      description: 'Its newest result; null where nothing was computed.',
      nullable: true,
      resolve: ({ state }) => state.result,
    }),
    verdict: t.field({
      type: VerdictRef,
      description: 'What that means for the goal, computed by this API.',
      resolve: ({ state }) => state.verdict,
    }),
    significant: t.boolean({
      description: "True when any variant is significant now, by PostHog's own judgement.",
      resolve: ({ state }) => significantOf(state).length > 0,
    }),
    newlySignificant: t.stringList({
      description:
        'Keys of the variants that have become significant since the last check, or are so the other way round now; empty in the first event.',
      resolve: ({ before, state }) => (before ? newlySignificant(before, state) : []),
    }),
  }),
});

builder.subscriptionField('significanceReached', (t) =>
  t.field({
    type: SignificanceEventRef,
    description:
      'A metric, whenever a variant of it becomes significant by its newest result. The first event says how it is now, significant or not. 1 upstream call a check, 2 where no run over all metrics has a result of it, and 1 more at most once a minute for the metric itself: every 2 seconds during such a run, else every 30 seconds, then up to every 5 minutes while nothing changes.',
    args: {
      experimentId: t.arg.id({
        description: "The experiment's `id` or PostHog's number.",
        required: true,
      }),
      metricUuid: t.arg.string({ description: '`uuid` of the metric.', required: true }),
      projectId: projectArgument(t.arg),
    },
    extensions: {
      upstream: {
        brings: 'detail',
        calls: [
          { operation: 'experiments_retrieve' },
          { operation: 'experiments_metrics_recalculation_latest_retrieve' },
        ],
      },
    },
    subscribe: (_root, args, context) =>
      context.live.listen(
        significanceTopic({
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
