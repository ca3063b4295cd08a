import { builder } from '../../../core/builder.ts';
import { encodeGlobalId } from '../../../core/global-id.ts';
import { UserRef } from './ref.ts';

builder.objectType(UserRef, {
  description: 'A PostHog account, as embedded in the objects it created.',
  fields: (t) => ({
    id: t.id({
      description:
        'Globally unique ID, for caches. PostHog has no endpoint to look up accounts by ID.',
      resolve: ({ uuid }) => encodeGlobalId('User', uuid),
    }),
    posthogId: t.int({
      description: "PostHog's number for the account, as accepted by `createdByIds`.",
      resolve: ({ id }) => id,
    }),
    uuid: t.exposeString('uuid', { description: "PostHog's UUID of the account." }),
    distinctId: t.string({
      description: 'ID under which PostHog tracks this person in its own analytics.',
      nullable: true,
      resolve: (user) => user.distinct_id ?? null,
    }),
    firstName: t.string({
      description: 'First name. May be empty.',
      resolve: (user) => user.first_name ?? '',
    }),
    lastName: t.string({
      description: 'Last name. May be empty.',
      resolve: (user) => user.last_name ?? '',
    }),
    email: t.exposeString('email', { description: 'Email address of the account.' }),
    isEmailVerified: t.boolean({
      description: 'Whether the email address is verified. Null if PostHog does not say.',
      nullable: true,
      resolve: (user) => user.is_email_verified ?? null,
    }),
    roleAtOrganization: t.string({
      description: "The person's self-reported role, such as `engineering` or `product`.",
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
