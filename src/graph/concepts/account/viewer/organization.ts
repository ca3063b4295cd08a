import { builder } from '../../../core/builder.ts';
import type { Wire } from '../../../core/wire.ts';

const membershipLevels = { 1: 'MEMBER', 8: 'ADMIN', 15: 'OWNER' } as const;

const MembershipLevel = builder.enumType('MembershipLevel', {
  description: 'What an account is in an organisation.',
  values: {
    MEMBER: { description: 'Works in it. PostHog writes 1.' },
    ADMIN: { description: 'May change its settings. PostHog writes 8.' },
    OWNER: { description: 'May do everything. PostHog writes 15.' },
  } as const,
});

export const OrganizationRef = builder
  .objectRef<Wire['OrganizationBasic']>('Organization')
  .implement({
    description: 'An organisation the account belongs to.',
    fields: (t) => ({
      id: t.id({ description: "PostHog's uuid for it.", resolve: ({ id }) => id }),
      name: t.string({ description: 'Its name.', resolve: ({ name }) => name }),
      slug: t.string({ description: 'Its name in URLs.', resolve: ({ slug }) => slug }),
      logoMediaId: t.id({
        description: 'Id of its uploaded logo; null when it has none.',
        nullable: true,
        resolve: ({ logo_media_id: logo }) => logo,
      }),
      membershipLevel: t.field({
        type: MembershipLevel,
        description: 'What the account is in it; null when PostHog does not say.',
        nullable: true,
        resolve: ({ membership_level: level }) => (level == null ? null : membershipLevels[level]),
      }),
      allowsPersonalApiKeys: t.boolean({
        description:
          'True when its members may use personal API keys; null when PostHog does not say.',
        nullable: true,
        resolve: (organization) => organization.members_can_use_personal_api_keys ?? null,
      }),
    }),
  });
