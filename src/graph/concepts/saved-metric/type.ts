import { builder } from '../../core/builder.ts';
import { definitionOf } from '../metric/from-experiment.ts';
import { MetricRef } from '../metric/ref.ts';
import { authorship } from '../account/user/authorship.ts';
import { SavedMetricRef } from './ref.ts';

builder.objectFields(SavedMetricRef, (t) => ({
  posthogId: t.int({
    description: "PostHog's number for the shared metric.",
    resolve: ({ row }) => row.id,
  }),
  projectId: t.id({
    description: 'The project the object belongs to.',
    resolve: ({ projectId }) => projectId,
  }),
  name: t.string({
    description: 'Name, unique within the project, ignoring case.',
    resolve: ({ row }) => row.name,
  }),
  description: t.string({
    description: 'What it measures and why, up to 400 characters.',
    nullable: true,
    resolve: ({ row }) => row.description ?? null,
  }),
  metric: t.field({
    type: MetricRef,
    description:
      "What it measures, in the same types as an experiment's metrics, so that one fragment fits both. This is only the definition: role, experiment, fingerprint and results are null. PostHog's wire name is `query`.",
    resolve: ({ projectId, row }) => definitionOf(projectId, row),
  }),
  tags: t.stringList({
    description: 'Tags.',
    resolve: ({ row }) => (row.tags ?? []) as string[],
  }),
  ...authorship(t),
  userAccessLevel: t.string({
    description: "The caller's access level, as PostHog names it.",
    nullable: true,
    resolve: ({ row }) => row.user_access_level,
  }),
}));
