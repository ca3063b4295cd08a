import { builder } from '../../../core/builder.ts';
import { encodeGlobalId } from '../../../core/global-id.ts';
import { projectArgument, projectOf } from '../../../core/project-argument.ts';
import { projectLoader } from '../project/loader.ts';
import { ProjectRef } from '../project/ref.ts';
import { BudgetRef } from './budget.ts';
import { currentUser, type CurrentUser } from './loader.ts';
import { OrganizationRef } from './organization.ts';
import { grantedScopes, scopeProbes } from './scopes.ts';
import { sharedCall } from '../../../planner/field-cost.ts';

const ViewerRef = builder.objectRef<CurrentUser>('Viewer').implement({
  description: 'The account behind the key of this request, and what the key may do.',
  fields: (t) => ({
    id: t.id({
      description: 'The same globally unique id as the `User` of this account has.',
      resolve: ({ uuid }) => encodeGlobalId('User', uuid),
    }),
    posthogId: t.int({ description: "PostHog's number for the account.", resolve: ({ id }) => id }),
    uuid: t.string({ description: "PostHog's uuid for the account.", resolve: ({ uuid }) => uuid }),
    email: t.string({ description: 'Its e-mail address.', resolve: ({ email }) => email }),
    firstName: t.string({
      description: 'First name; may be empty.',
      resolve: (user) => user.first_name ?? '',
    }),
    lastName: t.string({
      description: 'Last name; may be empty.',
      resolve: (user) => user.last_name ?? '',
    }),
    distinctId: t.string({
      description: 'Id under which PostHog tracks this person itself.',
      nullable: true,
      resolve: (user) => user.distinct_id,
    }),
    dateJoined: t.field({
      type: 'DateTime',
      description: 'When the account was made.',
      resolve: (user) => user.date_joined,
    }),
    pendingEmail: t.string({
      description: 'New address that waits for confirmation.',
      nullable: true,
      resolve: (user) => user.pending_email ?? null,
    }),
    isEmailVerified: t.boolean({
      description: 'True once the address was confirmed.',
      nullable: true,
      resolve: (user) => user.is_email_verified ?? null,
    }),
    isStaff: t.boolean({
      description: 'True for staff of the installation.',
      nullable: true,
      resolve: (user) => user.is_staff ?? null,
    }),
    isTwoFactorEnabled: t.boolean({
      description: "True when logging in needs a second factor. PostHog's `is_2fa_enabled`.",
      nullable: true,
      resolve: (user) => user.is_2fa_enabled ?? null,
    }),
    roleAtOrganization: t.string({
      description: 'What the person said they do, such as `engineering`.',
      nullable: true,
      resolve: (user) => user.role_at_organization || null,
    }),
    themeMode: t.string({
      description: "Colours of PostHog's own pages: `light`, `dark` or `system`.",
      nullable: true,
      resolve: (user) => user.theme_mode || null,
    }),
    organizations: t.field({
      type: [OrganizationRef],
      description: 'The organisations it belongs to.',
      resolve: (user) => user.organizations,
    }),
    organizationId: t.id({
      description: 'Uuid of the organisation it has open; null when it has none.',
      nullable: true,
      resolve: ({ organization }) =>
        typeof organization?.['id'] === 'string' ? organization['id'] : null,
    }),
    currentProjectId: t.id({
      description: 'Number of the project it has open: what `@current` means for this key.',
      nullable: true,
      resolve: ({ team }) => team?.project_id ?? null,
    }),
    currentProject: t.field({
      type: ProjectRef,
      description: 'The project it has open. 1 more upstream call.',
      nullable: true,
      extensions: sharedCall('projects_list', 'request'),
      resolve: ({ team }, _args, context) =>
        team ? projectLoader(context).load(String(team.project_id)) : null,
    }),
    settings: t.field({
      type: 'JSON',
      description: 'Notification, toolbar, avatar and column settings as PostHog stores them.',
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
      description: "What is left of the key's PostHog calls, this query's included. Costs no call.",
      nullable: true,
      volatile: true,
      resolve: (_user, _args, { known }) => known.budget() ?? null,
    }),
    scopes: t.stringList({
      description:
        'Scopes the key has in a project, of those this API uses. PostHog cannot list them, so each is tried on an object that does not exist: up to 10 more upstream calls.',
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
    description: 'Who the key of this request belongs to. 1 upstream call.',
    nullable: true,
    extensions: sharedCall('users_retrieve_me', 'request'),
    resolve: (_root, _args, context) => currentUser(context)(),
  }),
);
