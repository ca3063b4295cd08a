import { builder } from '../../core/builder.ts';
import { readKey } from '../../core/global-id.ts';
import { offsetOf } from '../../core/offset.ts';
import { projectArgument, projectOf } from '../../core/project-argument.ts';
import { withinRange } from '../../core/within-range.ts';
import type { FieldArguments } from '../../planner/field-cost.ts';
import { costOfFacts } from './cost.ts';
import { readProject, readSingly, type FactsOfProject } from './read-project.ts';

const DEFAULT_FIRST = 25;
const MAX_FIRST = 100;

const FactsRef = builder.objectRef<FactsOfProject>('ExperimentFactsPage').implement({
  description: 'What events about some experiments of a project are found from.',
  fields: (t) => ({
    facts: t.field({
      type: ['JSON'],
      description:
        'One object for each experiment: its identity, status, dates, the newest results, the decision and findings. `null` in `results`, and codes in `unchecked`, are what could not be read or was not looked for. The form may change with a version of this API.',
      resolve: ({ facts }) => [...facts],
    }),
    total: t.exposeInt('total', {
      description: 'Number of experiments of the project that are not archived.',
    }),
    unreadable: t.exposeInt('unreadable', {
      description:
        'Number of experiments that are left out because what PostHog says of them does not fit.',
    }),
  }),
});

const askedFor = ({ first, ids }: FieldArguments) =>
  Array.isArray(ids)
    ? { number: ids.length, areListed: false }
    : { number: Number(first ?? DEFAULT_FIRST), areListed: true };

builder.queryField('experimentFacts', (t) =>
  t.field({
    type: FactsRef,
    description: `What events are found from, for a program that keeps it and compares it later, as \`watch\` does; \`experimentEvents\` is the subscription to the events. Costs 1 upstream call for a page of the list, for each running experiment its detail and its newest recalculation, 1 for each metric missing from that or outdated in it, and 1 for the tags of shared metrics.`,
    nullable: true,
    args: {
      first: t.arg.int({
        description: `Number of experiments, from 1 to ${MAX_FIRST}. Defaults to ${DEFAULT_FIRST}.`,
      }),
      offset: t.arg.int({
        description: 'Number of newer experiments to leave out. Defaults to 0.',
      }),
      ids: t.arg.idList({
        description: `Only these experiments, at most ${MAX_FIRST}, archived ones included: 1 upstream call each in place of the list. Those that do not exist are left out.`,
      }),
      projectId: projectArgument(t.arg),
    },
    extensions: { upstream: { ...costOfFacts(askedFor), project: 'answered' } },
    volatile: true,
    resolve: async (_root, { first, offset, ids, ...args }, context) => {
      const projectId = projectOf(args, context);
      if (ids != null) {
        withinRange('ids', ids.length, MAX_FIRST);
        const keys = ids.map((id) => readKey('Experiment', id, projectId, 'ids'));
        return readSingly(context, keys);
      }
      const limit = withinRange('first', first ?? DEFAULT_FIRST, MAX_FIRST);
      return readProject(context, projectId, { offset: offsetOf(offset), limit });
    },
  }),
);
