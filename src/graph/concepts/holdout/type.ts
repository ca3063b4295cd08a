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
    description: 'The project the object belongs to.',
    resolve: ({ projectId }) => projectId,
  }),
  name: t.string({ description: 'Name.', resolve: ({ row }) => row.name }),
  description: t.string({
    description: 'Purpose of the holdout.',
    nullable: true,
    resolve: ({ row }) => row.description ?? null,
  }),
  exclusionPercentage: t.float({
    description: 'Percentage of people excluded: that of the first group if there are several.',
    nullable: true,
    resolve: ({ row }) => row.filters?.[0]?.rollout_percentage ?? null,
  }),
  groups: t.field({
    type: [ReleaseConditionRef],
    description:
      "The groups held out. Here, a group's `rolloutPercentage` is the percentage that is EXCLUDED. PostHog's wire name is `filters`.",
    resolve: ({ row }) => row.filters ?? [],
  }),
  ...authorship(t),
  userAccessLevel: t.string({
    description: "The caller's access level, as PostHog names it.",
    nullable: true,
    resolve: ({ row }) => row.user_access_level,
  }),
}));
