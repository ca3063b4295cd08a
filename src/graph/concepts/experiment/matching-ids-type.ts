import { builder } from '../../core/builder.ts';
import { globalIdsOf } from '../../core/global-id.ts';
import { MatchingIdsRef } from '../../core/matching-ids.ts';

builder.objectType(MatchingIdsRef, {
  description:
    'The IDs of everything that matches a filter and that the caller may edit, as input for bulk changes.',
  fields: (t) => ({
    ids: t.idList({
      description: 'Globally unique IDs, for lookups and for `ids` arguments.',
      resolve: ({ typename, projectId, numbers }) => globalIdsOf(typename, projectId, numbers),
    }),
    posthogIds: t.intList({
      description: "PostHog's numbers, in the same order as `ids`.",
      resolve: ({ numbers }) => [...numbers],
    }),
    totalCount: t.int({
      description: "Number of matches the caller may edit. PostHog's wire name is `total`.",
      resolve: ({ total }) => total,
    }),
  }),
});
