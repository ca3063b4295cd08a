import { DAY_MS } from '../../context/clock.ts';
import { builder } from '../../core/builder.ts';
import { toEmbeddedFlag, FeatureFlagRef } from '../feature-flag/ref.ts';
import { HoldoutRef } from '../holdout/ref.ts';
import { rowAge, staleness, StaleReason } from '../../core/stale-reason.ts';
import { authorship } from '../account/user/authorship.ts';
import { ExperimentConclusion, ExperimentKind, ExperimentStatus } from './enums.ts';
import { isLegacy, statusOf } from './lifecycle/state.ts';
import { ExperimentRef } from './ref.ts';

builder.objectFields(ExperimentRef, (t) => ({
  posthogId: t.int({
    description: "PostHog's number for the experiment, unique within the PostHog instance.",
    resolve: ({ row }) => row.id,
  }),
  projectId: t.id({
    description: 'Number of the project it belongs to.',
    resolve: ({ projectId }) => projectId,
  }),
  name: t.string({
    description: 'Name, up to 400 characters.',
    resolve: ({ row }) => row.name,
  }),
  description: t.string({
    description: 'What is tested and why, up to 3,000 characters.',
    nullable: true,
    resolve: ({ row }) => row.description ?? null,
  }),
  ...ExperimentStatus.fields(t, 'status', {
    description:
      'Its lifecycle status, worked out from the dates and the flag where PostHog does not give one.',
    word: ({ row }) => statusOf(row),
    text: ({ row }) => row.status,
  }),
  ...ExperimentKind.fields(t, 'kind', {
    description: "Product or web experiment. PostHog's wire name is `type`.",
    word: ({ row }) => row.type,
  }),
  archived: t.boolean({
    description: 'Whether it is archived. Independent of the status.',
    resolve: ({ row }) => row.archived ?? false,
  }),
  deleted: t.boolean({
    description:
      'True only in the response of the mutation that deleted it, as deleted experiments cannot be read.',
    resolve: ({ row }) => row.deleted ?? false,
  }),
  startDate: t.field({
    type: 'DateTime',
    description: 'When it was launched. Null for a draft.',
    nullable: true,
    resolve: ({ row }) => row.start_date ?? null,
  }),
  endDate: t.field({
    type: 'DateTime',
    description: 'When it was ended. Null until then.',
    nullable: true,
    resolve: ({ row }) => row.end_date ?? null,
  }),
  durationDays: t.float({
    description:
      'Days from launch to end, or until now if it is running, with fractions. Computed by this API. Null for a draft.',
    nullable: true,
    volatile: ({ row }) => row.start_date != null && row.end_date == null,
    resolve: ({ row }, _args, { clock }) =>
      row.start_date == null
        ? null
        : ((row.end_date == null ? clock.now.getTime() : Date.parse(row.end_date)) -
            Date.parse(row.start_date)) /
          DAY_MS,
  }),
  ...authorship(t),
  featureFlagKey: t.string({
    description: 'Key of the linked feature flag. Available even if the flag was deleted.',
    resolve: ({ row }) => row.feature_flag_key,
  }),
  featureFlag: t.field({
    type: FeatureFlagRef,
    description:
      'The linked feature flag, embedded in the experiment: free. Null if the flag was deleted.',
    nullable: true,
    resolve: ({ projectId, row }) =>
      row.feature_flag && toEmbeddedFlag(projectId, row.feature_flag),
  }),
  holdout: t.field({
    type: HoldoutRef,
    description: 'The share of people excluded from this experiment. Null if there is no holdout.',
    nullable: true,
    resolve: ({ projectId, row }) => row.holdout && { projectId, row: row.holdout },
  }),
  ...ExperimentConclusion.fields(t, 'conclusion', {
    description: "The team's conclusion. Null until there is one.",
    word: ({ row }) => row.conclusion,
  }),
  conclusionComment: t.string({
    description: 'The reasons given for the conclusion, up to 4,000 characters.',
    nullable: true,
    resolve: ({ row }) => row.conclusion_comment ?? null,
  }),
  excludedVariants: t.stringList({
    description: 'Keys of the variants excluded from the analysis.',
    resolve: ({ row }) => row.excluded_variants ?? [],
  }),
  tags: t.stringList({
    description: 'Lower-case tags. Empty on servers that do not support tags on experiments.',
    resolve: ({ row }) => row.tags ?? [],
  }),
  isLegacy: t.boolean({
    description:
      'True if any metric belongs to the legacy engine. Only name, description and end date can be changed then. Null if PostHog does not say and the metrics are not known.',
    nullable: true,
    resolve: ({ row }) => isLegacy(row),
  }),
  userAccessLevel: t.string({
    description: "The caller's access level, as PostHog names it, such as `editor`.",
    nullable: true,
    resolve: ({ row }) => row.user_access_level,
  }),
  ...staleness(t),
  staleReason: t.field({
    type: StaleReason.ref,
    description: 'Why the data is stale. Null if it is not.',
    nullable: true,
    resolve: ({ row }, _args, { clock }) => rowAge(row, clock).staleReason ?? null,
  }),
}));
