import { builder } from '../../core/builder.ts';
import { readKey, type PostHogKey } from '../../core/global-id.ts';
import { inputError } from '../../core/input-error.ts';
import { projectArgument, projectOf } from '../../core/project-argument.ts';
import { costOfFacts } from './cost.ts';
import { MatchingIterator } from './matching.ts';
import { CURRENT } from '../../planner/current-project.ts';
import { projectTopic, singleTopic, WATCHED } from './topics.ts';
import { EventsRef, EventTypeEnum } from './type.ts';

builder.subscriptionField('experimentEvents', (t) =>
  t.field({
    type: EventsRef,
    description: `What happens to the ${WATCHED} newest experiments of a project that are not archived: launches, pauses, ends, significant results, decisions, warnings. The first event has no news. Costs 1 upstream call per check, 1 for each running experiment and 1 more for it at most once a minute, 1 for each metric missing from a newest recalculation or outdated in it, and 1 for the tags of shared metrics: every 30 seconds at first, then at intervals of up to 5 minutes while nothing happens, and immediately after a write through this API. With \`experimentId\` only that experiment is read: 1 upstream call per check, and if it is running 1 for the newest recalculation, 1 for each metric missing from it or outdated in it, and 1 for the tags of shared metrics. What happens and is undone between two checks is not reported; a watcher with webhooks loses nothing while a receiver is away.`,
    args: {
      types: t.arg({
        type: [EventTypeEnum.ref],
        description: 'Only events of these types. All if omitted.',
      }),
      experimentId: t.arg.id({
        description:
          "Only events of this experiment, which need not be among the newest and may be archived: its `id` or PostHog's number for it. The subscription then completes when the experiment is deleted.",
      }),
      tags: t.arg.stringList({
        description: 'Only events of experiments with at least one of these tags.',
      }),
      projectId: projectArgument(t.arg),
    },
    extensions: {
      upstream: costOfFacts(({ experimentId }) =>
        experimentId == null
          ? { number: WATCHED, areListed: true }
          : { number: 1, areListed: false },
      ),
    },
    subscribe: (_root, { types, experimentId, tags, ...args }, context) => {
      const projectId = projectOf(args, context);
      const topic =
        experimentId == null
          ? projectTopic(projectId)
          : singleTopic(keyOf(experimentId, projectId));
      return new MatchingIterator(context.live.listen(topic), { types, tags });
    },
    resolve: (event) => event,
  }),
);

/** @throws GraphQLError INVALID_ID for what is no id of an experiment, BAD_USER_INPUT for one of another project */
function keyOf(id: string, projectId: string): PostHogKey {
  const key = readKey('Experiment', id, projectId, 'experimentId');
  // An id that names its project was given without `projectId`: that of the server does not count then.
  if (key.projectId !== projectId && projectId !== CURRENT)
    throw inputError('`experimentId` is of another project.', 'experimentId');
  return key;
}
