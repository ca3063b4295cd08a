import { builder } from '../../../core/builder.ts';
import type { Wire } from '../../../core/wire.ts';

const membershipLevels = { 1: 'MEMBER', 8: 'ADMIN', 15: 'OWNER' } as const;

const MembershipLevel = builder.enumType('MembershipLevel', {
  description: 'Role of an account in an organisation.',
  values: {
    MEMBER: { description: "Regular member. PostHog's value is 1." },
    ADMIN: { description: "May change the organisation's settings. PostHog's value is 8." },
    OWNER: { description: "May do everything. PostHog's value is 15." },
  } as const,
});

export const OrganizationRef = builder
  .objectRef<Wire['OrganizationBasic']>('Organization')
  .implement({
    description: 'An organisation the account belongs to.',
    fields: (t) => ({
      id: t.id({ description: "PostHog's UUID of the organisation.", resolve: ({ id }) => id }),
      name: t.string({ description: 'Name.', resolve: ({ name }) => name }),
      slug: t.string({
        description: 'Name of the organisation in URLs.',
        resolve: ({ slug }) => slug,
      }),
      logoMediaId: t.id({
        description: 'ID of its uploaded logo. Null if it has none.',
        nullable: true,
        resolve: ({ logo_media_id: logo }) => logo,
      }),
      membershipLevel: t.field({
        type: MembershipLevel,
        description: "The account's role in the organisation. Null if PostHog does not say.",
        nullable: true,
        resolve: ({ membership_level: level }) => (level == null ? null : membershipLevels[level]),
      }),
      allowsPersonalApiKeys: t.boolean({
        description: 'Whether members may use personal API keys. Null if PostHog does not say.',
        nullable: true,
        resolve: (organization) => organization.members_can_use_personal_api_keys ?? null,
      }),
    }),
  });
