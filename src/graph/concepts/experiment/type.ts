import { builder } from '../../core/builder.ts';
import { toEmbeddedFlag, FeatureFlagRef } from '../feature-flag/ref.ts';
import { HoldoutRef } from '../holdout/ref.ts';
import { rowAge, StaleReason } from '../../core/stale-reason.ts';
import { UserRef } from '../account/user/ref.ts';
import { ExperimentConclusion, ExperimentKind, ExperimentStatus } from './enums.ts';
import { ExperimentRef } from './ref.ts';

const DAY = 86_400_000;

builder.objectFields(ExperimentRef, (t) => ({
  posthogId: t.int({
    description: "PostHog's number for the experiment, unique in the whole installation.",
    resolve: ({ row }) => row.id,
  }),
  projectId: t.id({
    description:
      'The project it belongs to; `@current` only where PostHog did not say which that is.',
    resolve: ({ projectId }) => projectId,
  }),
  name: t.string({
    description: 'Its name, up to 400 characters.',
    resolve: ({ row }) => row.name,
  }),
  description: t.string({
    description: 'What is tested and why; up to 3,000 characters.',
    nullable: true,
    resolve: ({ row }) => row.description ?? null,
  }),
  status: t.field({
    type: ExperimentStatus.ref,
    description: 'Where it is in its life.',
    resolve: ({ row }) => ExperimentStatus.read(row.status),
  }),
  kind: t.field({
    type: ExperimentKind.ref,
    description: "Product or web experiment. PostHog's wire name is `type`.",
    nullable: true,
    resolve: ({ row }) => ExperimentKind.readNullable(row.type),
  }),
  archived: t.boolean({
    description: 'True when it was put out of sight. Independent of the status.',
    resolve: ({ row }) => row.archived ?? false,
  }),
  deleted: t.boolean({
    description:
      'True only in the answer of the mutation that deleted it: deleted ones cannot be read.',
    resolve: ({ row }) => row.deleted ?? false,
  }),
  startDate: t.field({
    type: 'DateTime',
    description: 'When it was launched; null for a draft.',
    nullable: true,
    resolve: ({ row }) => row.start_date ?? null,
  }),
  endDate: t.field({
    type: 'DateTime',
    description: 'When it was ended; null while it has not.',
    nullable: true,
    resolve: ({ row }) => row.end_date ?? null,
  }),
  durationDays: t.float({
    description:
      'Days from launch to end, or to now while it runs, with fractions. Computed by this API; null for a draft.',
    nullable: true,
    volatile: ({ row }) => row.start_date != null && row.end_date == null,
    resolve: ({ row }, _args, { clock }) =>
      row.start_date == null
        ? null
        : ((row.end_date == null ? clock.now.getTime() : Date.parse(row.end_date)) -
            Date.parse(row.start_date)) /
          DAY,
  }),
  createdAt: t.field({
    type: 'DateTime',
    description: 'When it was created.',
    resolve: ({ row }) => row.created_at,
  }),
  updatedAt: t.field({
    type: 'DateTime',
    description: 'When it was last changed.',
    resolve: ({ row }) => row.updated_at,
  }),
  createdBy: t.field({
    type: UserRef,
    description: 'Who created it; null when that account is gone.',
    nullable: true,
    resolve: ({ row }) => row.created_by,
  }),
  featureFlagKey: t.string({
    description: 'Key of the linked feature flag; stays readable when the flag was deleted.',
    resolve: ({ row }) => row.feature_flag_key,
  }),
  featureFlag: t.field({
    type: FeatureFlagRef,
    description: 'The linked feature flag, as embedded: free. Null when it is gone.',
    nullable: true,
    resolve: ({ projectId, row }) =>
      row.feature_flag && toEmbeddedFlag(projectId, row.feature_flag),
  }),
  holdout: t.field({
    type: HoldoutRef,
    description: 'People kept out of this experiment; null when there is no holdout.',
    nullable: true,
    resolve: ({ projectId, row }) => row.holdout && { projectId, row: row.holdout },
  }),
  conclusion: t.field({
    type: ExperimentConclusion.ref,
    description: 'What the team concluded; null while it has not.',
    nullable: true,
    resolve: ({ row }) => ExperimentConclusion.readNullable(row.conclusion),
  }),
  conclusionComment: t.string({
    description: 'The reasons given for the conclusion; up to 4,000 characters.',
    nullable: true,
    resolve: ({ row }) => row.conclusion_comment ?? null,
  }),
  excludedVariants: t.stringList({
    description: 'Keys of variants left out of the analysis.',
    resolve: ({ row }) => row.excluded_variants ?? [],
  }),
  tags: t.stringList({
    description: 'Lower-case tags. Empty on servers that have none for experiments.',
    resolve: ({ row }) => row.tags ?? [],
  }),
  isLegacy: t.boolean({
    description:
      'True when a metric is of the retired engine; then only name, description and end date can be changed.',
    resolve: ({ row }) => row.is_legacy,
  }),
  userAccessLevel: t.string({
    description: "What the caller may do with it, in PostHog's words, such as `editor`.",
    nullable: true,
    resolve: ({ row }) => row.user_access_level,
  }),
  asOf: t.field({
    type: 'DateTime',
    description: 'When PostHog gave what is shown of it: now, or earlier where it was kept.',
    resolve: ({ row }, _args, { clock }) => new Date(rowAge(row, clock).asOf),
  }),
  isStale: t.boolean({
    description: 'True when it is past its time, because PostHog could not be asked again.',
    resolve: ({ row }, _args, { clock }) => rowAge(row, clock).staleReason !== undefined,
  }),
  staleReason: t.field({
    type: StaleReason.ref,
    description: 'Why it is past its time; null while it is not.',
    nullable: true,
    resolve: ({ row }, _args, { clock }) => rowAge(row, clock).staleReason ?? null,
  }),
}));
