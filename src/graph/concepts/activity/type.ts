import { builder } from '../../core/builder.ts';
import { encodeGlobalId } from '../../core/global-id.ts';
import type { Wire } from '../../core/wire.ts';
import { ActivityDetailRef, ActivityEntryRef } from './ref.ts';

type Actor = NonNullable<Wire['ActivityLogEntry']['user']>;

/**
 * The account of an entry is an open JSON object: a property that is not a string counts as
 * missing.
 */
const textOf = (actor: Actor, part: string): string | null => {
  const value = actor[part];
  return typeof value === 'string' ? value : null;
};

const ActivityActorRef = builder.objectRef<Actor>('ActivityActor').implement({
  description: 'The account that performed an action, as recorded in the log.',
  fields: (t) => ({
    uuid: t.string({
      description: "PostHog's UUID of the account. Null if the log does not record it.",
      nullable: true,
      resolve: (actor) => textOf(actor, 'uuid'),
    }),
    firstName: t.string({
      description: 'First name.',
      nullable: true,
      resolve: (actor) => textOf(actor, 'first_name'),
    }),
    lastName: t.string({
      description: 'Last name.',
      nullable: true,
      resolve: (actor) => textOf(actor, 'last_name'),
    }),
    email: t.string({
      description: 'Email address.',
      nullable: true,
      resolve: (actor) => textOf(actor, 'email'),
    }),
    raw: t.field({
      type: 'JSON',
      description: 'The account as PostHog returns it. Its shape is not fixed.',
      resolve: (actor) => actor,
    }),
  }),
});

builder.objectType(ActivityEntryRef, {
  description: "One entry in PostHog's activity log: an action by a user or by PostHog itself.",
  fields: (t) => ({
    id: t.id({
      description:
        'Globally unique ID, for caches. PostHog has no endpoint to look up an entry by ID.',
      resolve: ({ id }) => encodeGlobalId('ActivityEntry', id),
    }),
    uuid: t.string({
      description: "PostHog's UUID of the entry.",
      resolve: ({ id }) => id,
    }),
    activity: t.exposeString('activity', {
      description:
        'The action, as PostHog names it: `created`, `updated`, `deleted`, `restored`, and on newer servers `paused`, `resumed`, `exposure_frozen`, `exposure_unfrozen`, `variant_shipped`, …',
    }),
    scope: t.exposeString('scope', {
      description:
        'The kind of object acted on, as PostHog names it: `Experiment`, `FeatureFlag`, `Holdout`, …',
    }),
    itemId: t.string({
      description: "PostHog's ID of the object acted on.",
      nullable: true,
      resolve: (entry) => entry.item_id,
    }),
    user: t.field({
      type: ActivityActorRef,
      description:
        'The account that acted. Null if PostHog acted itself or the account was deleted.',
      nullable: true,
      resolve: ({ user }) => user,
    }),
    isSystem: t.boolean({
      description: 'Whether PostHog acted itself.',
      resolve: (entry) => entry.is_system ?? false,
    }),
    wasImpersonated: t.boolean({
      description: 'Whether PostHog staff acted on behalf of the account.',
      resolve: (entry) => entry.was_impersonated ?? false,
    }),
    client: t.string({
      description:
        'The client program that was used, if it identified itself: `mcp` for an agent that uses this API over MCP.',
      nullable: true,
      resolve: ({ client }) => client ?? null,
    }),
    createdAt: t.field({
      type: 'DateTime',
      description: 'When the action took place.',
      resolve: (entry) => entry.created_at,
    }),
    detail: t.field({
      type: ActivityDetailRef,
      description: 'Details of the action. Null if the log has none.',
      nullable: true,
      resolve: ({ detail }) => detail ?? null,
    }),
  }),
});
