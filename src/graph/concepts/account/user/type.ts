import { builder } from '../../../core/builder.ts';
import { encodeGlobalId } from '../../../core/global-id.ts';
import { UserRef } from './ref.ts';

builder.objectType(UserRef, {
  description: 'A PostHog account, as embedded in what it created.',
  fields: (t) => ({
    id: t.id({
      description:
        'Globally unique id, for caches. Accounts cannot be looked up by it: PostHog has no call for that.',
      resolve: ({ uuid }) => encodeGlobalId('User', uuid),
    }),
    posthogId: t.int({
      description: "PostHog's number for the account; `createdByIds` takes it.",
      resolve: ({ id }) => id,
    }),
    uuid: t.exposeString('uuid', { description: "PostHog's uuid for the account." }),
    distinctId: t.string({
      description: 'Id under which PostHog tracks this person itself.',
      nullable: true,
      resolve: (user) => user.distinct_id ?? null,
    }),
    firstName: t.string({
      description: 'First name; may be empty.',
      resolve: (user) => user.first_name ?? '',
    }),
    lastName: t.string({
      description: 'Last name; may be empty.',
      resolve: (user) => user.last_name ?? '',
    }),
    email: t.exposeString('email', { description: 'E-mail address of the account.' }),
    isEmailVerified: t.boolean({
      description: 'True once the address was confirmed; null when PostHog does not say.',
      nullable: true,
      resolve: (user) => user.is_email_verified ?? null,
    }),
    roleAtOrganization: t.string({
      description: 'What the person said they do, such as `engineering` or `product`.',
      nullable: true,
      resolve: (user) => user.role_at_organization || null,
    }),
    hedgehogConfig: t.field({
      type: 'JSON',
      description: "Settings of the account's hedgehog, PostHog's avatar.",
      nullable: true,
      resolve: (user) => user.hedgehog_config ?? null,
    }),
  }),
});
