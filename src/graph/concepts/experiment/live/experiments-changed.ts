import { builder } from '../../../core/builder.ts';
import { encodeGlobalId } from '../../../core/global-id.ts';
import { projectArgument, projectOf } from '../../../core/project-argument.ts';
import { oneCall } from '../../../planner/field-cost.ts';
import { LiveEventRef } from '../../../subscriptions/ref.ts';
import type { LiveEvent } from '../../../subscriptions/topic.ts';
import { COMPARED, differenceOf, listTopic, type ListState } from './list-topic.ts';

const ListEventRef = builder.objectRef<LiveEvent<ListState>>('ExperimentListEvent');

const idsOf = (localIds: readonly string[]) =>
  localIds.map((localId) => encodeGlobalId('Experiment', localId));

builder.objectType(ListEventRef, {
  description:
    'Experiments of a project have changed. It has their IDs only: read those that are shown with `nodes`, or their page again.',
  interfaces: [LiveEventRef],
  fields: (t) => ({
    changedIds: t.idList({
      description:
        'IDs of experiments that are new or have changed since the event before. Empty in the first event.',
      resolve: ({ before, state }) => (before ? idsOf(differenceOf(before, state).changed) : []),
    }),
    removedIds: t.idList({
      description:
        'IDs of experiments that were deleted or archived since the event before. Empty in the first event.',
      resolve: ({ before, state }) => (before ? idsOf(differenceOf(before, state).removed) : []),
    }),
    totalCount: t.int({
      description: 'Number of experiments that are not archived.',
      resolve: ({ state }) => state.total,
    }),
  }),
});

builder.subscriptionField('experimentsChanged', (t) =>
  t.field({
    type: ListEventRef,
    description: `The experiments of a project that are not archived, whenever one of them is created, changed, archived or deleted by anyone, for pages that show a list. The first event has no changes. Costs 1 upstream call per check, however many experiments there are: every 15 seconds at first, then at intervals of up to a minute while nothing changes, and immediately after a write through this API. A check compares the ${COMPARED} experiments that were changed last: a change of the flag of another one, which does not change the experiment, is not noticed.`,
    args: { projectId: projectArgument(t.arg) },
    extensions: oneCall('experiments_list'),
    subscribe: (_root, args, context) => context.live.listen(listTopic(projectOf(args, context))),
    resolve: (event) => event,
  }),
);
