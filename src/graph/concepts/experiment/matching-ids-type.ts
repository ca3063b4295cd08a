import { builder } from '../../core/builder.ts';
import { encodeGlobalId, localId } from '../../core/global-id.ts';
import { MatchingIdsRef } from '../../core/matching-ids.ts';

builder.objectType(MatchingIdsRef, {
  description:
    'The ids of everything that matches a filter and that the caller may edit: what a bulk change can be given.',
  fields: (t) => ({
    ids: t.idList({
      description: 'Globally unique ids, for lookups and for `ids` arguments.',
      resolve: ({ typename, projectId, numbers }) =>
        numbers.map((posthogId) => encodeGlobalId(typename, localId({ projectId, posthogId }))),
    }),
    posthogIds: t.intList({
      description: "PostHog's numbers, in the same order as `ids`.",
      resolve: ({ numbers }) => [...numbers],
    }),
    totalCount: t.int({
      description: "How many match and may be edited. PostHog's wire name is `total`.",
      resolve: ({ total }) => total,
    }),
  }),
});
