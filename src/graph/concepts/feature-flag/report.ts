import { builder } from '../../core/builder.ts';
import { encodeGlobalId, localId } from '../../core/global-id.ts';
import type { Wire } from '../../core/wire.ts';
import { FeatureFlagStatus, readFlagStatus } from './enums.ts';
import { flagLoader } from './loader.ts';
import { FeatureFlagRef } from './ref.ts';
import { ASSUMED_ROWS, oneCall } from '../../planner/field-cost.ts';

const FeatureFlagStatusReportRef = builder
  .objectRef<Wire['FeatureFlagStatusResponse']>('FeatureFlagStatusReport')
  .implement({
    description: 'Whether a flag still does something, and how PostHog knows.',
    fields: (t) => ({
      status: t.field({
        type: FeatureFlagStatus.ref,
        description: 'Whether it still does something.',
        resolve: ({ status }) => readFlagStatus(status),
      }),
      reason: t.exposeString('reason', { description: 'Why, in a sentence of PostHog.' }),
    }),
  });

interface DependentFlagNode {
  readonly projectId: string;
  readonly row: Wire['DependentFlag'];
}

const DependentFlagRef = builder.objectRef<DependentFlagNode>('DependentFlag').implement({
  description: 'A flag whose release conditions ask for the value of another one.',
  fields: (t) => ({
    id: t.id({
      description: 'Globally unique id of the feature flag, for lookups.',
      resolve: ({ projectId, row }) =>
        encodeGlobalId('FeatureFlag', localId({ projectId, posthogId: row.id })),
    }),
    posthogId: t.int({
      description: "PostHog's number for the flag.",
      resolve: ({ row }) => row.id,
    }),
    key: t.string({ description: 'Key that code asks for.', resolve: ({ row }) => row.key }),
    name: t.string({
      description: "What the flag is for: PostHog calls a flag's description its `name`.",
      resolve: ({ row }) => row.name,
    }),
    featureFlag: t.field({
      type: FeatureFlagRef,
      description:
        'The flag itself; null when it was deleted meanwhile. 1 upstream call for one, a list for several.',
      nullable: true,
      extensions: oneCall('feature_flags_retrieve', { brings: 'detail' }),
      resolve: async ({ projectId, row }, _args, context) => {
        const flag = await flagLoader(context).load({ projectId, posthogId: row.id });
        return flag && { projectId, row: flag };
      },
    }),
  }),
});

builder.objectFields(FeatureFlagRef, (t) => ({
  statusReport: t.field({
    type: FeatureFlagStatusReportRef,
    description: 'Whether it still does something, with the reason. 1 upstream call.',
    nullable: true,
    extensions: oneCall('feature_flags_status_retrieve'),
    resolve: ({ projectId, row }, _args, context) =>
      context.posthog.call('feature_flags_status_retrieve', {
        path: { project_id: projectId, id: row.id },
      }),
  }),
  dependentFlags: t.field({
    type: [DependentFlagRef],
    description:
      'Active flags that depend on this one: turning it off changes them too. 1 upstream call.',
    nullable: true,
    extensions: oneCall('feature_flags_dependent_flags_list', { rows: () => ASSUMED_ROWS }),
    resolve: async ({ projectId, row }, _args, context) => {
      const flags = await context.posthog.call('feature_flags_dependent_flags_list', {
        path: { project_id: projectId, id: row.id },
      });
      return flags.map((flag) => ({ projectId, row: flag }));
    },
  }),
}));
