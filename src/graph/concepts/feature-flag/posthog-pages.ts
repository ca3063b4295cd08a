import { builder } from '../../core/builder.ts';
import { pageAddress } from '../../core/posthog-pages.ts';
import { FeatureFlagRef } from './ref.ts';

builder.objectField(FeatureFlagRef, 'posthogUrl', (t) =>
  t.string({
    description:
      "Address of its page in PostHog's app, on the host that this API reads from. Null with the sandbox, which has no pages. Computed by this API.",
    nullable: true,
    resolve: ({ projectId, row }, _args, { pages }) =>
      pageAddress(pages, projectId, `feature_flags/${row.id}`),
  }),
);
