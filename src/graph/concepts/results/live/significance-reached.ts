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
      description: 'The newest result. Null if nothing was computed.',
      nullable: true,
      resolve: ({ state }) => state.result,
    }),
    verdict: t.field({
      type: VerdictRef,
      description: 'What the result means for the goal. Computed by this API.',
      resolve: ({ state }) => state.verdict,
    }),
    significant: t.boolean({
      description: 'Whether any variant is currently significant, as determined by PostHog.',
      resolve: ({ state }) => significantOf(state).length > 0,
    }),
    newlySignificant: t.stringList({
      description:
        'Keys of the variants that became significant since the last check, or became significant in the opposite direction. Empty in the first event.',
      resolve: ({ before, state }) => (before ? newlySignificant(before, state) : []),
    }),
  }),
});

builder.subscriptionField('significanceReached', (t) =>
  t.field({
    type: SignificanceEventRef,
    description:
      'A metric, whenever one of its variants becomes significant in the newest result. The first event has the current state, significant or not. Costs 1 upstream call per check, or 2 if the metric is missing from the newest recalculation or outdated in it, plus 1 at most once a minute for the metric itself. Checks happen every 2 seconds during a recalculation; otherwise every 30 seconds, then at intervals of up to 5 minutes while nothing changes.',
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
