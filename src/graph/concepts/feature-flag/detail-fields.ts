import { builder } from '../../core/builder.ts';
import { UserRef } from '../account/user/ref.ts';
import { FeatureFlagCreationContext, FeatureFlagStatus } from './enums.ts';
import { FeatureFlagRef } from './ref.ts';
import { flagWithDetail } from './detail.ts';
import { needsDetail } from '../../planner/field-cost.ts';

// Fields that a flag embedded in an experiment lacks. They are nullable, because reading them takes
// a call that can fail.
builder.objectFields(FeatureFlagRef, (t) => ({
  ...FeatureFlagStatus.fields(t, 'status', {
    description:
      'Whether the flag still has an effect. Free on a flag read on its own, 1 upstream call on one embedded in an experiment. `statusReport` gives the reason.',
    extensions: needsDetail,
    word: async (node, context) => (await flagWithDetail(node, context))?.status.toLowerCase(),
    text: async (node, context) => (await flagWithDetail(node, context))?.status,
  }),
  archived: t.boolean({
    description: 'Whether the flag is archived. Null on servers that cannot archive flags.',
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
      return flag && ((flag.tags ?? []) as string[]);
    },
  }),
  createdBy: t.field({
    type: UserRef,
    description: 'The account that created it. Null if the account was deleted.',
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
    description: 'When it was last changed. Null if it never was.',
    nullable: true,
    extensions: needsDetail,
    resolve: async (node, _args, context) =>
      (await flagWithDetail(node, context))?.updated_at ?? null,
  }),
  lastModifiedBy: t.field({
    type: UserRef,
    description: 'The account that last changed it. Null if nobody did or the account was deleted.',
    nullable: true,
    extensions: needsDetail,
    resolve: async (node, _args, context) =>
      (await flagWithDetail(node, context))?.last_modified_by ?? null,
  }),
  lastCalledAt: t.field({
    type: 'DateTime',
    description:
      'When the flag was last evaluated by an app. Null if it never was, or if the server does not record it.',
    nullable: true,
    extensions: needsDetail,
    resolve: async (node, _args, context) =>
      (await flagWithDetail(node, context))?.last_called_at ?? null,
  }),
  ...FeatureFlagCreationContext.fields(t, 'creationContext', {
    description: 'The part of PostHog it was created in. Null if PostHog does not say.',
    extensions: needsDetail,
    word: async (node, context) => (await flagWithDetail(node, context))?.creation_context,
  }),
  canEdit: t.boolean({
    description: 'Whether the caller may edit it.',
    nullable: true,
    extensions: needsDetail,
    resolve: async (node, _args, context) =>
      (await flagWithDetail(node, context))?.can_edit ?? null,
  }),
  userAccessLevel: t.string({
    description: "The caller's access level, as PostHog names it, such as `editor`.",
    nullable: true,
    extensions: needsDetail,
    resolve: async (node, _args, context) =>
      (await flagWithDetail(node, context))?.user_access_level ?? null,
  }),
  isRemoteConfiguration: t.boolean({
    description: 'Whether it only returns a payload (remote configuration).',
    nullable: true,
    extensions: needsDetail,
    resolve: async (node, _args, context) =>
      (await flagWithDetail(node, context))?.is_remote_configuration ?? null,
  }),
  hasEncryptedPayloads: t.boolean({
    description: 'Whether its payloads are stored encrypted. Null if PostHog does not say.',
    nullable: true,
    extensions: needsDetail,
    resolve: async (node, _args, context) =>
      (await flagWithDetail(node, context))?.has_encrypted_payloads ?? null,
  }),
  performedRollback: t.boolean({
    description: 'Whether PostHog has turned it off because its roll-back conditions were met.',
    nullable: true,
    extensions: needsDetail,
    resolve: async (node, _args, context) =>
      (await flagWithDetail(node, context))?.performed_rollback ?? null,
  }),
}));
