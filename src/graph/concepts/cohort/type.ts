import { builder } from '../../core/builder.ts';
import { experimentLoader } from '../experiment/loader.ts';
import { ExperimentRef, toExperiment } from '../experiment/ref.ts';
import { globalIdsOf } from '../../core/global-id.ts';
import { settled } from '../../core/loading/not-found-as-null.ts';
import { createdBy } from '../account/user/authorship.ts';
import { posthogEnum } from '../../core/posthog-enum.ts';
import { CohortRef } from './ref.ts';
import { oneCall } from '../../planner/field-cost.ts';

const CohortKind = posthogEnum('CohortKind', 'How the members of a cohort are determined.', {
  static: ['STATIC', 'A fixed list of people.'],
  person_property: ['PERSON_PROPERTY', 'By properties of people only.'],
  behavioral: ['BEHAVIORAL', 'By what people did.'],
  analytical: ['ANALYTICAL', 'By what people did for the first time, or repeatedly over time.'],
});

builder.objectFields(CohortRef, (t) => ({
  posthogId: t.int({
    description: "PostHog's number for the cohort.",
    resolve: ({ row }) => row.id,
  }),
  projectId: t.id({
    description: 'The project the object belongs to.',
    resolve: ({ projectId }) => projectId,
  }),
  name: t.string({
    description: 'Name.',
    nullable: true,
    resolve: ({ row }) => row.name ?? null,
  }),
  description: t.string({
    description: 'Purpose of the cohort. May be empty.',
    nullable: true,
    resolve: ({ row }) => row.description ?? null,
  }),
  ...CohortKind.fields(t, 'kind', {
    description:
      "How its members are determined. Null if PostHog does not say. PostHog's wire name is `cohort_type`.",
    word: ({ row }) => row.cohort_type,
  }),
  isStatic: t.boolean({
    description:
      'True if the cohort is a fixed list of people. Otherwise PostHog updates its members.',
    resolve: ({ row }) => row.is_static ?? false,
  }),
  deleted: t.boolean({
    description: 'Whether the cohort is deleted.',
    resolve: ({ row }) => row.deleted ?? false,
  }),
  filters: t.field({
    type: 'JSON',
    description:
      'Definition of the cohort: a tree of AND and OR groups of properties, as PostHog stores it.',
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
    description:
      'The query that finds its members, used instead of `filters`. Null for most cohorts.',
    nullable: true,
    resolve: ({ row }) => row.query ?? null,
  }),
  count: t.int({
    description: 'Number of members at the last calculation. Null before the first.',
    nullable: true,
    resolve: ({ row }) => row.count,
  }),
  isCalculating: t.boolean({
    description: 'Whether PostHog is currently calculating its members.',
    resolve: ({ row }) => row.is_calculating,
  }),
  lastCalculation: t.field({
    type: 'DateTime',
    description: 'When PostHog last calculated its members. Null before the first calculation.',
    nullable: true,
    resolve: ({ row }) => row.last_calculation,
  }),
  errorsCalculating: t.int({
    description: 'Number of consecutive calculations that have failed.',
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
      "IDs of the experiments whose exposed people the cohort holds. Free. PostHog's wire name is `experiment_set`.",
    resolve: ({ projectId, row }) => globalIdsOf('Experiment', projectId, row.experiment_set),
  }),
  experiments: t.field({
    type: [ExperimentRef],
    description:
      'The experiments whose exposed people the cohort holds, with null for each that was deleted. Costs 1 upstream call for one experiment, a list call for several, and none for those this request has already read.',
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
    description: 'The cohort as PostHog returns it.',
    resolve: ({ row }) => row,
  }),
}));
