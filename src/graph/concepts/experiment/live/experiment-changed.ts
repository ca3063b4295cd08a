import { builder } from '../../../core/builder.ts';
import { experimentLoader } from '../loader.ts';
import { numbered } from '../in-project.ts';
import { ExperimentRef, toExperiment } from '../ref.ts';
import { readKey } from '../../../core/global-id.ts';
import { projectArgument, projectOf } from '../../../core/project-argument.ts';
import { oneCall } from '../../../planner/field-cost.ts';
import { experimentTopic, type ExperimentState } from './experiment-topic.ts';
import { LiveEventRef } from '../../../subscriptions/ref.ts';
import type { LiveEvent } from '../../../subscriptions/topic.ts';

const ExperimentEventRef = builder.objectRef<LiveEvent<ExperimentState>>('ExperimentEvent');

builder.objectType(ExperimentEventRef, {
  description: 'An experiment, its flag or its holdout has changed.',
  interfaces: [LiveEventRef],
  fields: (t) => ({
    experiment: t.field({
      type: ExperimentRef,
      description:
        'The experiment in its current state. Null in the last event, after it was deleted.',
      nullable: true,
      extensions: { upstream: { brings: 'detail' } },
      resolve: ({ state: { projectId, row } }, _args, context) => {
        if (!row) return null;
        experimentLoader(context).primeDetail(projectId, row);
        return numbered(context, toExperiment(projectId, row));
      },
    }),
  }),
});

builder.subscriptionField('experimentChanged', (t) =>
  t.field({
    type: ExperimentEventRef,
    description:
      'An experiment, whenever it, its flag or its holdout is changed by anyone. The first event has the current state. Costs 1 upstream call per check: every 10 seconds at first, then at intervals of up to a minute while nothing changes, and immediately after a write through this API. Completes when the experiment is deleted.',
    args: {
      id: t.arg.id({
        description: "The experiment's `id` or PostHog's number for it.",
        required: true,
      }),
      projectId: projectArgument(t.arg),
    },
    extensions: oneCall('experiments_retrieve'),
    subscribe: (_root, args, context) =>
      context.live.listen(
        experimentTopic(readKey('Experiment', args.id, projectOf(args, context))),
      ),
    resolve: (event) => event,
  }),
);
