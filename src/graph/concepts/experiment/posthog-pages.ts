import { builder } from '../../core/builder.ts';
import { pageAddress } from '../../core/posthog-pages.ts';
import { needsDetail } from '../../planner/field-cost.ts';
import { storedVariants } from './lifecycle/state.ts';
import { withDetail } from './loader.ts';
import { recordingsFilter } from './recordings-filter.ts';
import { ExperimentRef } from './ref.ts';

/** The recordings of the people of one variant. */
interface VariantRecordings {
  readonly variantKey: string;
  readonly posthogUrl: string;
}

const VariantRecordingsRef = builder.objectRef<VariantRecordings>('VariantRecordings').implement({
  description: "Where PostHog's app shows the recordings of people exposed to one variant.",
  fields: (t) => ({
    variantKey: t.exposeString('variantKey', { description: 'Key of the variant.' }),
    posthogUrl: t.exposeString('posthogUrl', {
      description:
        "Address of the recordings in PostHog's app, from the launch to the end. Computed by this API.",
    }),
  }),
});

builder.objectFields(ExperimentRef, (t) => ({
  posthogUrl: t.string({
    description:
      "Address of its page in PostHog's app, on the host that this API reads from. Null with the sandbox, which has no pages. Computed by this API.",
    nullable: true,
    resolve: ({ projectId, row }, _args, { pages }) =>
      pageAddress(pages, projectId, `experiments/${row.id}`),
  }),
  recordings: t.field({
    type: [VariantRecordingsRef],
    description:
      "Where PostHog's app shows the recordings of people exposed to each variant, in the order of the flag. Null for a draft, and with the sandbox, which has no pages. Computed by this API from the exposure criteria.",
    nullable: true,
    extensions: needsDetail,
    resolve: async (node, _args, context) => {
      const { projectId, row } = node;
      if (context.pages === undefined || row.start_date == null) return null;
      const detail = (await withDetail(node, context, 'exposure_criteria')) ?? row;
      return storedVariants(row).flatMap(({ key }) => {
        const filters = recordingsFilter(detail, key);
        const posthogUrl = pageAddress(context.pages, projectId, 'replay/home', { filters });
        return posthogUrl === null ? [] : [{ variantKey: key, posthogUrl }];
      });
    },
  }),
}));
