import { builder } from '../../core/builder.ts';
import { encodeGlobalId, localId } from '../../core/global-id.ts';
import type { Wire } from '../../core/wire.ts';
import { FeatureFlagStatus } from './enums.ts';
import { flagLoader } from './loader.ts';
import { FeatureFlagRef } from './ref.ts';
import { ASSUMED_ROWS, oneCall } from '../../planner/field-cost.ts';

type Rollout = NonNullable<Wire['FeatureFlagStatusResponse']['rollout']>;

const FlagRolloutRef = builder.objectRef<Rollout>('FeatureFlagRollout').implement({
  description: 'How far a flag is rolled out, as PostHog summarises its release conditions.',
  fields: (t) => ({
    effectivelyFullRollout: t.boolean({
      description: 'Whether everyone gets the flag in effect. Null if PostHog does not say.',
      nullable: true,
      resolve: (rollout) => rollout.effectively_full_rollout ?? null,
    }),
    hasTargetingConditions: t.boolean({
      description: 'Whether a release condition selects people. Null if PostHog does not say.',
      nullable: true,
      resolve: (rollout) => rollout.has_targeting_conditions ?? null,
    }),
    maxRolloutPercentage: t.float({
      description: 'The largest percentage of a release condition. Null if there is none.',
      nullable: true,
      resolve: (rollout) => rollout.max_rollout_percentage ?? null,
    }),
    isMultivariate: t.boolean({
      description: 'Whether the flag has variants. Null if PostHog does not say.',
      nullable: true,
      resolve: (rollout) => rollout.is_multivariate ?? null,
    }),
  }),
});

const FeatureFlagStatusReportRef = builder
  .objectRef<Wire['FeatureFlagStatusResponse']>('FeatureFlagStatusReport')
  .implement({
    description: 'Whether a flag still has an effect, and why PostHog thinks so.',
    fields: (t) => ({
      ...FeatureFlagStatus.fields(t, 'status', {
        description: 'Whether the flag still has an effect.',
        // In lower case here, and in capitals on the flag.
        word: ({ status }) => status.toLowerCase(),
        text: ({ status }) => status,
      }),
      reason: t.exposeString('reason', { description: 'The reason, as PostHog words it.' }),
      reasonStatesRollout: t.boolean({
        description:
          'Whether `reason` already says how far the flag is rolled out. Null on servers before September 2026.',
        nullable: true,
        resolve: (report) => report.reason_states_rollout ?? null,
      }),
      rollout: t.field({
        type: FlagRolloutRef,
        description: 'How far the flag is rolled out. Null on servers before September 2026.',
        nullable: true,
        resolve: ({ rollout }) => rollout ?? null,
      }),
    }),
  });

interface DependentFlagNode {
  readonly projectId: string;
  readonly row: Wire['DependentFlag'];
}

const DependentFlagRef = builder.objectRef<DependentFlagNode>('DependentFlag').implement({
  description: "A flag whose release conditions depend on another flag's value.",
  fields: (t) => ({
    featureFlagId: t.id({
      description: 'The `id` of the flag, for lookups. Free.',
      resolve: ({ projectId, row }) =>
        encodeGlobalId('FeatureFlag', localId({ projectId, posthogId: row.id })),
    }),
    posthogId: t.int({
      description: "PostHog's number for the flag.",
      resolve: ({ row }) => row.id,
    }),
    key: t.string({
      description: 'Key by which code evaluates the flag.',
      resolve: ({ row }) => row.key,
    }),
    name: t.string({
      description: 'Description of the flag, which PostHog calls its `name`.',
      resolve: ({ row }) => row.name,
    }),
    featureFlag: t.field({
      type: FeatureFlagRef,
      description:
        'The flag itself. Null if it was deleted in the meantime. Costs 1 upstream call for one flag, a list call for several.',
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
    description: 'Whether the flag still has an effect, with the reason. Costs 1 upstream call.',
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
      'Active flags that depend on this one and are affected if it is turned off. Costs 1 upstream call.',
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
