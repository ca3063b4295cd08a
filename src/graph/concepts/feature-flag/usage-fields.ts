import { builder } from '../../core/builder.ts';
import { encodeGlobalId, localId } from '../../core/global-id.ts';
import { FeatureFlagRef } from './ref.ts';
import { flagWithDetail } from './detail.ts';
import { needsDetail } from '../../planner/field-cost.ts';

// What else in PostHog hangs on a flag. Nullable, because on an embedded flag reading it is a call that can fail.
builder.objectFields(FeatureFlagRef, (t) => ({
  experimentIds: t.idList({
    description:
      "Ids of the experiments on this flag, archived ones included. PostHog's wire name is `experiment_set`. See `experiments` for the experiments themselves.",
    nullable: true,
    extensions: needsDetail,
    resolve: async (node, _args, context) =>
      (await flagWithDetail(node, context))?.experiment_set.map((posthogId) =>
        encodeGlobalId('Experiment', localId({ projectId: node.projectId, posthogId })),
      ) ?? null,
  }),
  experimentSetMetadata: t.field({
    type: ['JSON'],
    description:
      'Short records of those experiments as PostHog gives them; their shape is open. See `experiments` for the typed form.',
    nullable: true,
    extensions: needsDetail,
    resolve: async (node, _args, context) =>
      (await flagWithDetail(node, context))?.experiment_set_metadata ?? null,
  }),
  surveys: t.field({
    type: 'JSON',
    description: 'The surveys that use it, as PostHog gives them; their shape is open.',
    nullable: true,
    extensions: needsDetail,
    resolve: async (node, _args, context) => (await flagWithDetail(node, context))?.surveys ?? null,
  }),
  features: t.field({
    type: 'JSON',
    description:
      'The early access features that use it, as PostHog gives them; their shape is open.',
    nullable: true,
    extensions: needsDetail,
    resolve: async (node, _args, context) =>
      (await flagWithDetail(node, context))?.features ?? null,
  }),
  usageDashboardId: t.int({
    description:
      "PostHog's number of the dashboard of its usage; null when there is none. PostHog's wire name is `usage_dashboard`.",
    nullable: true,
    extensions: needsDetail,
    resolve: async (node, _args, context) =>
      (await flagWithDetail(node, context))?.usage_dashboard ?? null,
  }),
  analyticsDashboardIds: t.intList({
    description:
      "PostHog's numbers of the dashboards it is shown on. PostHog's wire name is `analytics_dashboards`.",
    nullable: true,
    extensions: needsDetail,
    resolve: async (node, _args, context) => {
      const flag = await flagWithDetail(node, context);
      return flag && (flag.analytics_dashboards ?? []);
    },
  }),
  hasEnrichedAnalytics: t.boolean({
    description: 'True when events of its usage carry more detail.',
    nullable: true,
    extensions: needsDetail,
    resolve: async (node, _args, context) =>
      (await flagWithDetail(node, context))?.has_enriched_analytics ?? null,
  }),
  isUsedInReplaySettings: t.boolean({
    description: "True when the project's session replay is recorded depending on it.",
    nullable: true,
    extensions: needsDetail,
    resolve: async (node, _args, context) =>
      (await flagWithDetail(node, context))?.is_used_in_replay_settings ?? null,
  }),
  rollbackConditions: t.field({
    type: 'JSON',
    description:
      'When PostHog turns it off by itself, as PostHog stores it; its shape is open. Null when there are none.',
    nullable: true,
    extensions: needsDetail,
    resolve: async (node, _args, context) =>
      (await flagWithDetail(node, context))?.rollback_conditions ?? null,
  }),
}));
