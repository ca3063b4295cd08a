import { builder } from '../../core/builder.ts';
import { ReleaseConditionRef } from '../feature-flag/ref.ts';
import { authorship } from '../account/user/authorship.ts';
import { HoldoutRef } from './ref.ts';

builder.objectFields(HoldoutRef, (t) => ({
  posthogId: t.int({
    description: "PostHog's number for the holdout.",
    resolve: ({ row }) => row.id,
  }),
  projectId: t.id({
    description: 'The project it belongs to.',
    resolve: ({ projectId }) => projectId,
  }),
  name: t.string({ description: 'Its name.', resolve: ({ row }) => row.name }),
  description: t.string({
    description: 'What it is for.',
    nullable: true,
    resolve: ({ row }) => row.description ?? null,
  }),
  exclusionPercentage: t.float({
    description: 'Share of people kept out, in percent: the first group, where there are several.',
    nullable: true,
    resolve: ({ row }) => row.filters?.[0]?.rollout_percentage ?? null,
  }),
  groups: t.field({
    type: [ReleaseConditionRef],
    description:
      "The groups held back. Here a group's `rolloutPercentage` is the share that is EXCLUDED. PostHog's wire name is `filters`.",
    resolve: ({ row }) => row.filters ?? [],
  }),
  ...authorship(t),
  userAccessLevel: t.string({
    description: "What the caller may do with it, in PostHog's words.",
    nullable: true,
    resolve: ({ row }) => row.user_access_level,
  }),
}));
