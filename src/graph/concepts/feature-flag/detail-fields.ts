import { builder } from '../../core/builder.ts';
import { UserRef } from '../account/user/ref.ts';
import { FeatureFlagCreationContext, FeatureFlagStatus, readFlagStatus } from './enums.ts';
import { FeatureFlagRef } from './ref.ts';
import { flagWithDetail } from './detail.ts';
import { needsDetail } from '../../planner/field-cost.ts';

// Fields that a flag embedded in an experiment lacks. Nullable, because reading them is a call that can fail.
builder.objectFields(FeatureFlagRef, (t) => ({
  status: t.field({
    type: FeatureFlagStatus.ref,
    description:
      'Whether it still does something. Free on flags read by themselves, 1 upstream call on one embedded in an experiment. `statusReport` gives the reason.',
    nullable: true,
    extensions: needsDetail,
    resolve: async (node, _args, context) => {
      const flag = await flagWithDetail(node, context);
      return flag && readFlagStatus(flag.status);
    },
  }),
  archived: t.boolean({
    description: 'True when it was put out of sight. Null on servers that cannot archive flags.',
    nullable: true,
    extensions: needsDetail,
    resolve: async (node, _args, context) =>
      (await flagWithDetail(node, context))?.archived ?? null,
  }),
  tags: t.stringList({
    description: 'Lower-case tags.',
    nullable: true,
    extensions: needsDetail,
    resolve: async (node, _args, context) => {
      const flag = await flagWithDetail(node, context);
      return flag && (flag.tags ?? []).map(String);
    },
  }),
  createdBy: t.field({
    type: UserRef,
    description: 'Who created it; null when that account is gone.',
    nullable: true,
    extensions: needsDetail,
    resolve: async (node, _args, context) =>
      (await flagWithDetail(node, context))?.created_by ?? null,
  }),
  createdAt: t.field({
    type: 'DateTime',
    description: 'When it was created.',
    nullable: true,
    extensions: needsDetail,
    resolve: async (node, _args, context) =>
      (await flagWithDetail(node, context))?.created_at ?? null,
  }),
  updatedAt: t.field({
    type: 'DateTime',
    description: 'When it was last changed; null when it never was.',
    nullable: true,
    extensions: needsDetail,
    resolve: async (node, _args, context) =>
      (await flagWithDetail(node, context))?.updated_at ?? null,
  }),
  lastModifiedBy: t.field({
    type: UserRef,
    description: 'Who changed it last; null when nobody did or that account is gone.',
    nullable: true,
    extensions: needsDetail,
    resolve: async (node, _args, context) =>
      (await flagWithDetail(node, context))?.last_modified_by ?? null,
  }),
  lastCalledAt: t.field({
    type: 'DateTime',
    description: 'When an app last asked for it; null when none has, or the server does not count.',
    nullable: true,
    extensions: needsDetail,
    resolve: async (node, _args, context) =>
      (await flagWithDetail(node, context))?.last_called_at ?? null,
  }),
  creationContext: t.field({
    type: FeatureFlagCreationContext.ref,
    description: 'The part of PostHog it was made in; null where PostHog does not say.',
    nullable: true,
    extensions: needsDetail,
    resolve: async (node, _args, context) =>
      FeatureFlagCreationContext.readNullable(
        (await flagWithDetail(node, context))?.creation_context,
      ),
  }),
  canEdit: t.boolean({
    description: 'True when the caller may change it.',
    nullable: true,
    extensions: needsDetail,
    resolve: async (node, _args, context) =>
      (await flagWithDetail(node, context))?.can_edit ?? null,
  }),
  userAccessLevel: t.string({
    description: "What the caller may do with it, in PostHog's words, such as `editor`.",
    nullable: true,
    extensions: needsDetail,
    resolve: async (node, _args, context) =>
      (await flagWithDetail(node, context))?.user_access_level ?? null,
  }),
  isRemoteConfiguration: t.boolean({
    description: 'True when it only hands out a payload.',
    nullable: true,
    extensions: needsDetail,
    resolve: async (node, _args, context) =>
      (await flagWithDetail(node, context))?.is_remote_configuration ?? null,
  }),
  hasEncryptedPayloads: t.boolean({
    description: 'True when payloads are stored encrypted; null where PostHog does not say.',
    nullable: true,
    extensions: needsDetail,
    resolve: async (node, _args, context) =>
      (await flagWithDetail(node, context))?.has_encrypted_payloads ?? null,
  }),
  performedRollback: t.boolean({
    description: 'True after PostHog turned it off by its roll-back conditions.',
    nullable: true,
    extensions: needsDetail,
    resolve: async (node, _args, context) =>
      (await flagWithDetail(node, context))?.performed_rollback ?? null,
  }),
}));
