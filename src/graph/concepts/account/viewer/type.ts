import { builder } from '../../../core/builder.ts';
import { encodeGlobalId } from '../../../core/global-id.ts';
import { projectArgument, projectOf } from '../../../core/project-argument.ts';
import { projectLoader } from '../project/loader.ts';
import { ProjectRef } from '../project/ref.ts';
import { UserRef } from '../user/ref.ts';
import { BudgetRef } from './budget.ts';
import { currentUser, type CurrentUser } from '../../../core/current-account.ts';
import { OrganizationRef } from './organization.ts';
import { grantedScopes, scopeProbes } from './scopes.ts';
import { sharedCall } from '../../../planner/field-cost.ts';

const ViewerRef = builder.objectRef<CurrentUser>('Viewer').implement({
  description: 'The account behind the key of this request, and what the key may do.',
  fields: (t) => ({
    id: t.id({
      description:
        'Globally unique ID, for caches. It differs from the `id` of `user`, which is an object of its own.',
      resolve: ({ uuid }) => encodeGlobalId('Viewer', uuid),
    }),
    user: t.field({
      type: UserRef,
      description: 'The account as other objects refer to it, such as in `createdBy`. Free.',
      resolve: (user) => user,
    }),
    posthogId: t.int({ description: "PostHog's number for the account.", resolve: ({ id }) => id }),
    uuid: t.string({ description: "PostHog's UUID of the account.", resolve: ({ uuid }) => uuid }),
    email: t.string({ description: 'Email address.', resolve: ({ email }) => email }),
    firstName: t.string({
      description: 'First name. May be empty.',
      resolve: (user) => user.first_name ?? '',
    }),
    lastName: t.string({
      description: 'Last name. May be empty.',
      resolve: (user) => user.last_name ?? '',
    }),
    distinctId: t.string({
      description: 'ID under which PostHog tracks this person in its own analytics.',
      nullable: true,
      resolve: (user) => user.distinct_id,
    }),
    dateJoined: t.field({
      type: 'DateTime',
      description: 'When the account was created.',
      resolve: (user) => user.date_joined,
    }),
    pendingEmail: t.string({
      description: 'New email address that awaits verification.',
      nullable: true,
      resolve: (user) => user.pending_email ?? null,
    }),
    isEmailVerified: t.boolean({
      description: 'Whether the email address is verified.',
      nullable: true,
      resolve: (user) => user.is_email_verified ?? null,
    }),
    isStaff: t.boolean({
      description: 'Whether the account belongs to staff of the PostHog instance.',
      nullable: true,
      resolve: (user) => user.is_staff ?? null,
    }),
    isTwoFactorEnabled: t.boolean({
      description:
        "Whether two-factor authentication is enabled. PostHog's wire name is `is_2fa_enabled`.",
      nullable: true,
      resolve: (user) => user.is_2fa_enabled ?? null,
    }),
    roleAtOrganization: t.string({
      description: "The person's self-reported role, such as `engineering`.",
      nullable: true,
      resolve: (user) => user.role_at_organization || null,
    }),
    themeMode: t.string({
      description: "Colour theme of PostHog's web app: `light`, `dark` or `system`.",
      nullable: true,
      resolve: (user) => user.theme_mode || null,
    }),
    organizations: t.field({
      type: [OrganizationRef],
      description: 'The organisations the account belongs to.',
      resolve: (user) => user.organizations,
    }),
    organizationId: t.id({
      description: 'UUID of the organisation the account has open. Null if there is none.',
      nullable: true,
      resolve: ({ organization }) =>
        typeof organization?.['id'] === 'string' ? organization['id'] : null,
    }),
    currentProjectId: t.id({
      description: 'Number of the project the account has open, which `@current` refers to.',
      nullable: true,
      resolve: ({ team }) => team?.project_id ?? null,
    }),
    currentProject: t.field({
      type: ProjectRef,
      description: 'The project the account has open. Costs 1 more upstream call.',
      nullable: true,
      extensions: sharedCall('projects_list', 'request'),
      resolve: ({ team }, _args, context) =>
        team ? projectLoader(context).load(String(team.project_id)) : null,
    }),
    settings: t.field({
      type: 'JSON',
      description:
        'Settings for notifications, toolbar, avatar and columns, as PostHog stores them.',
      resolve: (user) => ({
        anonymize_data: user.anonymize_data,
        events_column_config: user.events_column_config,
        hedgehog_config: user.hedgehog_config,
        notification_settings: user.notification_settings,
        scene_personalisation: user.scene_personalisation,
        toolbar_mode: user.toolbar_mode,
      }),
    }),
    budget: t.field({
      type: BudgetRef,
      description:
        'The remaining PostHog calls of the key, after those of this query. Null for an OAuth token (`pha_…`), whose calls PostHog does not count. Free.',
      nullable: true,
      volatile: true,
      resolve: (_user, _args, { known }) => known.budget() ?? null,
    }),
    scopes: t.stringList({
      description:
        'Scopes the key has in a project, among those this API uses. PostHog has no endpoint to list them, so each is tested on an object that does not exist, at up to 10 additional upstream calls.',
      nullable: true,
      args: { projectId: projectArgument(t.arg) },
      extensions: { upstream: { calls: scopeProbes } },
      resolve: (_user, args, context) => grantedScopes(context, projectOf(args, context)),
    }),
  }),
});

builder.queryField('viewer', (t) =>
  t.field({
    type: ViewerRef,
    description: 'The account that owns the key of this request. Costs 1 upstream call.',
    nullable: true,
    extensions: sharedCall('users_retrieve_me', 'request'),
    resolve: (_root, _args, context) => currentUser(context)(),
  }),
);
