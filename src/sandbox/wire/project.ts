import type { JsonObject, Organization, Project, User } from '../model/entities.ts';
import type { Store } from '../model/store.ts';
import { userFields } from '../model/embedded-user.ts';

const MEMBER = 8;

export const wireProject = (project: Project): JsonObject => ({
  id: project.id,
  uuid: project.uuid,
  organization: project.organization,
  project_id: project.id,
  api_token: project.api_token,
  name: project.name,
  completed_snippet_onboarding: true,
  has_completed_onboarding_for: {},
  ingested_event: true,
  is_demo: false,
  timezone: project.timezone,
  access_control: false,
});

const wireOrganization = (organization: Organization): JsonObject => ({
  id: organization.id,
  name: organization.name,
  slug: organization.slug,
  logo_media_id: null,
  membership_level: MEMBER,
  members_can_use_personal_api_keys: organization.allows_personal_api_keys,
});

/** The caller as answered by GET /api/users/@me/. */
export function wireMe(store: Store, user: User): JsonObject {
  const team = store.projects.get(user.current_project);
  const organizations = user.organizations
    .map((id) => store.organizations.get(id))
    .filter((organization) => organization !== undefined)
    .map(wireOrganization);
  const own = organizations.find((organization) => organization['id'] === team?.organization);
  return {
    ...userFields(user),
    date_joined: user.date_joined,
    pending_email: null,
    is_staff: false,
    has_password: true,
    team: team ? wireProject(team) : null,
    organization: own ?? null,
    organizations,
  };
}
