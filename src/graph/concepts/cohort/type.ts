import { builder } from '../../core/builder.ts';
import { experimentLoader } from '../experiment/loader.ts';
import { ExperimentRef, toExperiment } from '../experiment/ref.ts';
import { encodeGlobalId, localId } from '../../core/global-id.ts';
import { settled } from '../../core/loading/not-found-as-null.ts';
import { createdBy } from '../account/user/authorship.ts';
import { wireEnum } from '../../core/wire-enum.ts';
import { CohortRef } from './ref.ts';
import { oneCall } from '../../planner/field-cost.ts';

const CohortKind = wireEnum('CohortKind', 'How a cohort finds its people.', {
  static: ['STATIC', 'A fixed list of people.'],
  person_property: ['PERSON_PROPERTY', 'Properties of the people alone.'],
  behavioral: ['BEHAVIORAL', 'What the people did.'],
  analytical: ['ANALYTICAL', 'What the people did first, or did repeatedly over time.'],
});

builder.objectFields(CohortRef, (t) => ({
  posthogId: t.int({
    description: "PostHog's number for the cohort.",
    resolve: ({ row }) => row.id,
  }),
  projectId: t.id({
    description: 'The project it belongs to.',
    resolve: ({ projectId }) => projectId,
  }),
  name: t.string({
    description: 'Its name.',
    nullable: true,
    resolve: ({ row }) => row.name ?? null,
  }),
  description: t.string({
    description: 'What it is for; may be empty.',
    nullable: true,
    resolve: ({ row }) => row.description ?? null,
  }),
  kind: t.field({
    type: CohortKind.ref,
    description:
      "How it finds its people; null where PostHog does not say. PostHog's wire name is `cohort_type`.",
    nullable: true,
    resolve: ({ row }) => CohortKind.readNullable(row.cohort_type),
  }),
  isStatic: t.boolean({
    description: 'True for a fixed list of people; otherwise PostHog keeps it up to date.',
    resolve: ({ row }) => row.is_static ?? false,
  }),
  deleted: t.boolean({
    description: 'True when it was deleted.',
    resolve: ({ row }) => row.deleted ?? false,
  }),
  filters: t.field({
    type: 'JSON',
    description: 'Who is in it: a tree of AND and OR groups of properties, as PostHog stores it.',
    nullable: true,
    resolve: ({ row }) => row.filters ?? null,
  }),
  groups: t.field({
    type: 'JSON',
    description: 'The older form of `filters`, as PostHog stores it.',
    nullable: true,
    resolve: ({ row }) => row.groups ?? null,
  }),
  query: t.field({
    type: 'JSON',
    description: 'The query that finds its people, in place of `filters`; null for most cohorts.',
    nullable: true,
    resolve: ({ row }) => row.query ?? null,
  }),
  count: t.int({
    description: 'How many people were in it at the last calculation; null before the first.',
    nullable: true,
    resolve: ({ row }) => row.count,
  }),
  isCalculating: t.boolean({
    description: 'True while PostHog works out who is in it.',
    resolve: ({ row }) => row.is_calculating,
  }),
  lastCalculation: t.field({
    type: 'DateTime',
    description: 'When PostHog last worked out who is in it; null before the first time.',
    nullable: true,
    resolve: ({ row }) => row.last_calculation,
  }),
  errorsCalculating: t.int({
    description: 'How many calculations have failed in a row.',
    resolve: ({ row }) => row.errors_calculating,
  }),
  createdBy: createdBy(t),
  createdAt: t.field({
    type: 'DateTime',
    description: 'When it was created.',
    nullable: true,
    resolve: ({ row }) => row.created_at,
  }),
  experimentIds: t.idList({
    description:
      "Ids of the experiments whose exposed people it holds. Free. PostHog's wire name is `experiment_set`.",
    resolve: ({ projectId, row }) =>
      row.experiment_set.map((posthogId) =>
        encodeGlobalId('Experiment', localId({ projectId, posthogId })),
      ),
  }),
  experiments: t.field({
    type: [ExperimentRef],
    description:
      'The experiments whose exposed people it holds; null where one was deleted. 1 upstream call for one, a list for several, none for what this request has read already.',
    nullable: { list: true, items: true },
    extensions: oneCall('experiments_retrieve', { brings: 'detail' }),
    resolve: ({ projectId, row }, _args, context) =>
      settled(row.experiment_set, async (posthogId) => {
        const experiment = await experimentLoader(context).load({ projectId, posthogId }, false);
        return experiment && toExperiment(projectId, experiment);
      }),
  }),
  raw: t.field({
    type: 'JSON',
    description: 'The cohort as PostHog gives it.',
    resolve: ({ row }) => row,
  }),
}));
