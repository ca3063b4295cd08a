import { newApiKey, newOrganization, newProject, newUser } from '../model/defaults.ts';
import type { Organization, Project, User } from '../model/entities.ts';
import {
  NO_REPLAY_KEY,
  OAUTH_TOKEN,
  PROJECT2_KEY,
  READONLY_KEY,
  READONLY_SCOPES,
  SANDBOX_KEY,
  SECRET_KEY,
} from '../model/keys.ts';
import type { Store } from '../model/store.ts';

/** Events the main project has ingested, on which the metrics of its experiments are based. */
const WEB_EVENTS = [
  '$pageview',
  '$pageleave',
  '$autocapture',
  '$feature_flag_called',
  '$exception',
  '$ai_generation',
  '$ai_evaluation',
  '$identify',
  'signup_started',
  'signup_completed',
  'onboarding_step_completed',
  'project_created',
  'teammate_invited',
  'invite_accepted',
  'document_created',
  'document_shared',
  'comment_added',
  'search_performed',
  'search_result_clicked',
  'template_used',
  'export_completed',
  'pricing_viewed',
  'checkout_started',
  'payment_submitted',
  'order_completed',
  'plan_upgraded',
  'plan_cancelled',
  'support_ticket_opened',
  'help_article_viewed',
  'notification_opened',
  'email_unsubscribed',
  'page_load_measured',
];

const MOBILE_EVENTS = [
  '$screen',
  '$feature_flag_called',
  'app_opened',
  'push_permission_granted',
  'push_opened',
  'document_created',
  'document_synced',
  'purchase_completed',
  'session_crashed',
];

const SHOP_EVENTS = [
  '$pageview',
  '$feature_flag_called',
  'product_viewed',
  'added_to_cart',
  'checkout_started',
  'order_completed',
];

/** The seeded accounts; plans refer to team members by their index. */
export interface Accounts {
  web: Project;
  mobile: Project;
  shop: Project;
  team: User[];
  shopkeeper: User;
}

const TEAM: [first: string, last: string, role: string][] = [
  ['Maya', 'Okafor', 'product'],
  ['Jonas', 'Weber', 'engineering'],
  ['Priya', 'Natarajan', 'data'],
  ['Luca', 'Ferrari', 'product'],
  ['Sofia', 'Lindqvist', 'engineering'],
  ['Tom', 'Becker', 'marketing'],
  ['Aisha', 'Rahman', 'engineering'],
];

/** Inserts two organisations with their projects, users and API keys. */
export function seedAccounts(store: Store, since: Date): Accounts {
  const lumen = newOrganization(store, { name: 'Lumen Labs', slug: 'lumen-labs' });
  const northwind = newOrganization(store, { name: 'Northwind Retail', slug: 'northwind-retail' });
  const project = (organization: Organization, name: string, events: string[]) =>
    newProject(store, since, { organization: organization.id, name, known_events: events });
  const web = project(lumen, 'Lumen Web', WEB_EVENTS);
  const mobile = project(lumen, 'Lumen Mobile', MOBILE_EVENTS);
  const shop = project(northwind, 'Northwind Storefront', SHOP_EVENTS);
  const team = TEAM.map(([first, last, role], index) =>
    newPerson(store, since, {
      ...named(first, last, 'lumenlabs.example'),
      role_at_organization: role,
      ...(role === 'marketing' ? { replay_access: false } : {}),
      // The first team member is also a member of the other organisation.
      organizations: index === 0 ? [lumen.id, northwind.id] : [lumen.id],
    }),
  );
  const shopkeeper = newPerson(store, since, {
    ...named('Ana', 'Costa', 'northwind.example'),
    role_at_organization: 'product',
    organizations: [northwind.id],
    current_project: shop.id,
  });
  seedKeys(store, team, web, mobile);
  return { web, mobile, shop, team, shopkeeper };
}

const named = (first: string, last: string, company: string) => ({
  first_name: first,
  last_name: last,
  email: `${first}.${last}@${company}`.toLowerCase(),
});

function newPerson(store: Store, since: Date, given: Partial<User>): User {
  const user = newUser(store, since, given);
  return store.users.update(user, { distinct_id: user.uuid.replaceAll('-', '') });
}

function seedKeys(store: Store, team: User[], web: Project, mobile: Project): void {
  const [owner, developer, analyst] = team.map(({ id }) => id);
  const marketer = team.find((user) => user.replay_access === false)?.id;
  if (
    owner === undefined ||
    developer === undefined ||
    analyst === undefined ||
    marketer === undefined
  )
    throw new RangeError('the seed needs a team of four for its keys');
  newApiKey(store, { id: SANDBOX_KEY, user: owner });
  newApiKey(store, { id: READONLY_KEY, user: analyst, scopes: READONLY_SCOPES });
  newApiKey(store, { id: PROJECT2_KEY, user: developer, scoped_teams: [mobile.id] });
  newApiKey(store, { id: NO_REPLAY_KEY, user: marketer });
  newApiKey(store, { id: OAUTH_TOKEN, user: owner, kind: 'oauth' });
  newApiKey(store, {
    id: SECRET_KEY,
    user: owner,
    kind: 'project_secret',
    scopes: ['experiment:read'],
    scoped_teams: [web.id],
  });
}
