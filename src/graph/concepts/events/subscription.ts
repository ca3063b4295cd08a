import { builder } from '../../core/builder.ts';
import { readKey } from '../../core/global-id.ts';
import { inputError } from '../../core/input-error.ts';
import { projectArgument, projectOf } from '../../core/project-argument.ts';
import { costOfFacts } from './cost.ts';
import { MatchingIterator } from './matching.ts';
import { projectTopic, WATCHED } from './project-topic.ts';
import { EventsRef, EventTypeEnum } from './type.ts';

builder.subscriptionField('experimentEvents', (t) =>
  t.field({
    type: EventsRef,
    description: `What happens to the ${WATCHED} newest experiments of a project that are not archived: launches, pauses, ends, significant results, decisions, warnings. The first event has no news. Costs 1 upstream call per check, 1 for each running experiment and 1 more for it at most once a minute, 1 for each metric missing from a newest recalculation, and 1 for the tags of shared metrics: every 30 seconds at first, then at intervals of up to 5 minutes while nothing happens, and immediately after a write through this API. What happens and is undone between two checks is not reported; a watcher with webhooks loses nothing while a receiver is away.`,
    args: {
      types: t.arg({
        type: [EventTypeEnum.ref],
        description: 'Only events of these types. All if omitted.',
      }),
      experimentId: t.arg.id({
        description: "Only events of this experiment: its `id` or PostHog's number for it.",
      }),
      tags: t.arg.stringList({
        description: 'Only events of experiments with at least one of these tags.',
      }),
      projectId: projectArgument(t.arg),
    },
    extensions: { upstream: costOfFacts(() => WATCHED) },
    subscribe: (_root, { types, experimentId, tags, ...args }, context) => {
      const projectId = projectOf(args, context);
      const key =
        experimentId == null
          ? undefined
          : readKey('Experiment', experimentId, projectId, 'experimentId');
      if (key && key.projectId !== projectId && projectId !== '@current')
        throw inputError('`experimentId` is of another project.', 'experimentId');
      const source = context.live.listen(projectTopic(projectId));
      return new MatchingIterator(source, { types, tags, posthogId: key?.posthogId });
    },
    resolve: (event) => event,
  }),
);
