import { builder } from '../../core/builder.ts';
import { globalIdsOf } from '../../core/global-id.ts';
import { FeatureFlagRef } from './ref.ts';
import { flagWithDetail } from './detail.ts';
import { needsDetail } from '../../planner/field-cost.ts';

// Other PostHog objects that depend on a flag. Nullable, because on an embedded flag reading them
// takes a call that can fail.
builder.objectFields(FeatureFlagRef, (t) => ({
  experimentIds: t.idList({
    description:
      "IDs of the experiments that use this flag, including archived ones. PostHog's wire name is `experiment_set`. See `experiments` for the experiments themselves.",
    nullable: true,
    extensions: needsDetail,
    resolve: async (node, _args, context) => {
      const flag = await flagWithDetail(node, context);
      return flag && globalIdsOf('Experiment', node.projectId, flag.experiment_set);
    },
  }),
  experimentSetMetadata: t.field({
    type: ['JSON'],
    description:
      'Short records of the experiments that use this flag, as PostHog returns them. Their shape is not fixed; see `experiments` for the typed form.',
    nullable: true,
    extensions: needsDetail,
    resolve: async (node, _args, context) =>
      (await flagWithDetail(node, context))?.experiment_set_metadata ?? null,
  }),
  surveys: t.field({
    type: 'JSON',
    description:
      'The surveys that use the flag, as PostHog returns them. Their shape is not fixed.',
    nullable: true,
    extensions: needsDetail,
    resolve: async (node, _args, context) => (await flagWithDetail(node, context))?.surveys ?? null,
  }),
  features: t.field({
    type: 'JSON',
    description:
      'The early access features that use the flag, as PostHog returns them. Their shape is not fixed.',
    nullable: true,
    extensions: needsDetail,
    resolve: async (node, _args, context) =>
      (await flagWithDetail(node, context))?.features ?? null,
  }),
  usageDashboardId: t.int({
    description:
      "PostHog's number of the flag's usage dashboard. Null if there is none. PostHog's wire name is `usage_dashboard`.",
    nullable: true,
    extensions: needsDetail,
    resolve: async (node, _args, context) =>
      (await flagWithDetail(node, context))?.usage_dashboard ?? null,
  }),
  analyticsDashboardIds: t.intList({
    description:
      "PostHog's numbers of the dashboards that show the flag. PostHog's wire name is `analytics_dashboards`.",
    nullable: true,
    extensions: needsDetail,
    resolve: async (node, _args, context) => {
      const flag = await flagWithDetail(node, context);
      return flag && (flag.analytics_dashboards ?? []);
    },
  }),
  hasEnrichedAnalytics: t.boolean({
    description: 'Whether its usage events carry additional detail.',
    nullable: true,
    extensions: needsDetail,
    resolve: async (node, _args, context) =>
      (await flagWithDetail(node, context))?.has_enriched_analytics ?? null,
  }),
  isUsedInReplaySettings: t.boolean({
    description: 'Whether recording of session replays in the project depends on this flag.',
    nullable: true,
    extensions: needsDetail,
    resolve: async (node, _args, context) =>
      (await flagWithDetail(node, context))?.is_used_in_replay_settings ?? null,
  }),
  rollbackConditions: t.field({
    type: 'JSON',
    description:
      'When PostHog turns the flag off automatically, as PostHog stores it. The shape is not fixed. Null if there are no such conditions.',
    nullable: true,
    extensions: needsDetail,
    resolve: async (node, _args, context) =>
      (await flagWithDetail(node, context))?.rollback_conditions ?? null,
  }),
}));
