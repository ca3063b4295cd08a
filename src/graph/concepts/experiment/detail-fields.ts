import { builder } from '../../core/builder.ts';
import { ExperimentRef } from './ref.ts';
import { withDetail } from './loader.ts';
import { needsDetail } from '../../planner/field-cost.ts';

// Fields that PostHog's list rows omit. They are nullable, because reading them takes a call that
// can fail.
builder.objectFields(ExperimentRef, (t) => ({
  version: t.int({
    description:
      'Version number that increases with each change. Send it as `expectedVersion` to prevent overwriting changes you have not seen. Null on servers without versions.',
    nullable: true,
    extensions: needsDetail,
    resolve: async (node, _args, context) =>
      (await withDetail(node, context, 'version'))?.version ?? null,
  }),
  onlyCountMaturedUsers: t.boolean({
    description: 'Whether only users whose conversion window has passed are counted.',
    nullable: true,
    extensions: needsDetail,
    resolve: async (node, _args, context) =>
      (await withDetail(node, context, 'only_count_matured_users'))?.only_count_matured_users ??
      null,
  }),
  primaryMetricsOrder: t.stringList({
    description:
      "UUIDs of the primary metrics in display order. PostHog's wire name is `primary_metrics_ordered_uuids`.",
    nullable: true,
    extensions: needsDetail,
    resolve: async (node, _args, context) =>
      (await withDetail(node, context, 'primary_metrics_ordered_uuids'))
        ?.primary_metrics_ordered_uuids ?? null,
  }),
  secondaryMetricsOrder: t.stringList({
    description:
      "UUIDs of the secondary metrics in display order. PostHog's wire name is `secondary_metrics_ordered_uuids`.",
    nullable: true,
    extensions: needsDetail,
    resolve: async (node, _args, context) =>
      (await withDetail(node, context, 'secondary_metrics_ordered_uuids'))
        ?.secondary_metrics_ordered_uuids ?? null,
  }),
  canFreezeExposure: t.boolean({
    description:
      'Whether PostHog would currently accept a freeze of exposure. Null on older servers.',
    nullable: true,
    extensions: needsDetail,
    resolve: async (node, _args, context) =>
      (await withDetail(node, context, 'can_freeze_exposure'))?.can_freeze_exposure ?? null,
  }),
  resolvedExposureEvent: t.string({
    description:
      'The event that counts as an exposure by default: `$experiment_exposure` for experiments that started on or after 1 September 2026 where PostHog has enabled it, otherwise `$feature_flag_called`. Null on older servers.',
    nullable: true,
    extensions: needsDetail,
    resolve: async (node, _args, context) =>
      (await withDetail(node, context, 'resolved_exposure_event'))?.resolved_exposure_event ?? null,
  }),
  repository: t.string({
    description:
      'Repository (`owner/name`) that would receive the pull request that removes the flag.',
    nullable: true,
    extensions: needsDetail,
    resolve: async (node, _args, context) =>
      (await withDetail(node, context, 'repository'))?.repository ?? null,
  }),
  flagCleanupTaskId: t.id({
    description:
      'ID of the running task that removes the flag from the code. Null if there is none.',
    nullable: true,
    extensions: needsDetail,
    resolve: async (node, _args, context) =>
      (await withDetail(node, context, 'flag_cleanup_task_id'))?.flag_cleanup_task_id ?? null,
  }),
  schedulingConfig: t.field({
    type: 'JSON',
    description: 'Scheduling settings as PostHog stores them. Their shape is not fixed.',
    nullable: true,
    extensions: needsDetail,
    resolve: async (node, _args, context) =>
      (await withDetail(node, context, 'scheduling_config'))?.scheduling_config ?? null,
  }),
  health: t.field({
    type: 'JSON',
    description:
      "PostHog's own findings about the set-up (`{findings: […]}`). Null on older servers.",
    nullable: true,
    extensions: needsDetail,
    resolve: async (node, _args, context) =>
      (await withDetail(node, context, 'health'))?.health ?? null,
  }),
  legacyFilters: t.field({
    type: 'JSON',
    description: "Filters of the legacy engine. PostHog's wire name is `filters`.",
    nullable: true,
    extensions: needsDetail,
    resolve: async (node, _args, context) =>
      (await withDetail(node, context, 'filters'))?.filters ?? null,
  }),
  legacySecondaryMetrics: t.field({
    type: 'JSON',
    description:
      "Secondary metrics of the legacy engine. PostHog's wire name is `secondary_metrics`.",
    nullable: true,
    extensions: needsDetail,
    resolve: async (node, _args, context) =>
      (await withDetail(node, context, 'secondary_metrics'))?.secondary_metrics ?? null,
  }),
}));
