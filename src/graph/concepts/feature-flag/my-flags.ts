import { builder } from '../../core/builder.ts';
import { projectArgument, projectOf } from '../../core/project-argument.ts';
import type { Wire } from '../../core/wire.ts';
import { FlagGroup } from './inputs.ts';
import { FeatureFlagRef, toEmbeddedFlag } from './ref.ts';
import { ASSUMED_ROWS, oneCall } from '../../planner/field-cost.ts';

interface MyFlagNode {
  readonly projectId: string;
  readonly row: Wire['MyFlagsResponse'];
}

const MyFlagRef = builder.objectRef<MyFlagNode>('MyFlag').implement({
  description: "A flag and what it answers the key's owner.",
  fields: (t) => ({
    featureFlag: t.field({
      type: FeatureFlagRef,
      description: 'The flag, in the embedded form: free.',
      resolve: ({ projectId, row }) => toEmbeddedFlag(projectId, row.feature_flag),
    }),
    isOn: t.boolean({
      description: 'True when the caller is let in, with or without a variant.',
      resolve: ({ row }) => row.value !== false && row.value != null,
    }),
    variantKey: t.string({
      description: 'Key of the variant the caller gets; null for a plain flag or when not let in.',
      nullable: true,
      resolve: ({ row }) => (typeof row.value === 'string' ? row.value : null),
    }),
    value: t.field({
      type: 'JSON',
      description: 'The answer as PostHog gives it: true, false or a variant key.',
      nullable: true,
      resolve: ({ row }) => row.value,
    }),
  }),
});

builder.queryField('myFlags', (t) =>
  t.field({
    type: [MyFlagRef],
    description:
      "All flags of a project that are not deleted, with what they answer the key's owner. 1 upstream call, but a dear one: PostHog evaluates every flag.",
    nullable: true,
    args: {
      groups: t.arg({
        type: [FlagGroup],
        description: 'The groups to evaluate for, where flags are about groups.',
      }),
      projectId: projectArgument(t.arg),
    },
    extensions: oneCall('feature_flags_my_flags_retrieve', { rows: () => ASSUMED_ROWS }),
    resolve: async (_root, { groups, ...args }, context) => {
      const projectId = projectOf(args, context);
      const rows = await context.posthog.call('feature_flags_my_flags_retrieve', {
        path: { project_id: projectId },
        query: groups?.length
          ? { groups: Object.fromEntries(groups.map(({ type, key }) => [type, key])) }
          : {},
      });
      return rows.map((row) => ({ projectId, row }));
    },
  }),
);
