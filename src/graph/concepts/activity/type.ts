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
  description: 'The account that did something, as the log keeps it.',
  fields: (t) => ({
    uuid: t.string({
      description: "PostHog's uuid for the account; null where the log does not say.",
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
      description: 'E-mail address.',
      nullable: true,
      resolve: (actor) => textOf(actor, 'email'),
    }),
    raw: t.field({
      type: 'JSON',
      description: 'The account as PostHog gives it; its shape is open.',
      resolve: (actor) => actor,
    }),
  }),
});

builder.objectType(ActivityEntryRef, {
  description: "One entry of PostHog's activity log: something that somebody or something did.",
  fields: (t) => ({
    id: t.id({
      description: 'Globally unique id, for caches. PostHog has no call to look an entry up by it.',
      resolve: ({ id }) => encodeGlobalId('ActivityEntry', id),
    }),
    uuid: t.string({
      description: "PostHog's uuid for the entry.",
      resolve: ({ id }) => id,
    }),
    activity: t.exposeString('activity', {
      description:
        "What was done, in PostHog's words: `created`, `updated`, `launched`, `deleted`, …",
    }),
    scope: t.exposeString('scope', {
      description:
        "What it was done to, in PostHog's words: `Experiment`, `FeatureFlag`, `Holdout`, …",
    }),
    itemId: t.string({
      description: "PostHog's id of what it was done to.",
      nullable: true,
      resolve: (entry) => entry.item_id,
    }),
    user: t.field({
      type: ActivityActorRef,
      description: 'Who did it; null when PostHog did it itself or the account is gone.',
      nullable: true,
      resolve: ({ user }) => user,
    }),
    isSystem: t.boolean({
      description: 'True when PostHog did it itself.',
      resolve: (entry) => entry.is_system ?? false,
    }),
    wasImpersonated: t.boolean({
      description: "True when PostHog's staff did it in the name of the account.",
      resolve: (entry) => entry.was_impersonated ?? false,
    }),
    client: t.string({
      description: 'The program it was done with, where that named itself.',
      nullable: true,
      resolve: ({ client }) => client ?? null,
    }),
    createdAt: t.field({
      type: 'DateTime',
      description: 'When it was done.',
      resolve: (entry) => entry.created_at,
    }),
    detail: t.field({
      type: ActivityDetailRef,
      description: 'What it was in detail; null where the log keeps none.',
      nullable: true,
      resolve: ({ detail }) => detail ?? null,
    }),
  }),
});
