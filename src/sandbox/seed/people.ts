import type { Project, User } from '../entities.ts';
import type { Store } from '../store.ts';

/** Events the main product has ingested; metrics of its experiments are made of these. */
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

/** Ids of what `seedPeople` made; users in the order of the team list. */
export interface People {
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

/** Two organisations, their projects, the people in them, and the keys to try things with. */
export function seedPeople(store: Store, since: string): People {
  const [lumen, northwind] = [store.uuid(), store.uuid()];
  const organization = { allows_personal_api_keys: true };
  store.organizations.insert({
    id: lumen,
    name: 'Lumen Labs',
    slug: 'lumen-labs',
    ...organization,
  });
  store.organizations.insert({
    id: northwind,
    name: 'Northwind Retail',
    slug: 'northwind-retail',
    ...organization,
  });
  const web = insertProject(store, lumen, 'Lumen Web', since, WEB_EVENTS);
  const mobile = insertProject(store, lumen, 'Lumen Mobile', since, MOBILE_EVENTS);
  const shop = insertProject(store, northwind, 'Northwind Storefront', since, SHOP_EVENTS);
  const team = TEAM.map(([first, last, role], index) =>
    insertUser(
      store,
      { first, last, role, company: 'lumenlabs.example', since },
      // The first of the team consults for the other organisation too.
      index === 0 ? [lumen, northwind] : [lumen],
    ),
  );
  const shopkeeper = insertUser(
    store,
    { first: 'Ana', last: 'Costa', role: 'product', company: 'northwind.example', since },
    [northwind],
    shop.id,
  );
  insertKeys(store, team);
  return { web, mobile, shop, team, shopkeeper };
}

function insertProject(
  store: Store,
  organization: string,
  name: string,
  since: string,
  events: string[],
): Project {
  const id = store.nextId('projects');
  return store.projects.insert({
    id,
    uuid: store.uuid(),
    organization,
    name,
    api_token: `phc_sandbox_project_${id}`,
    timezone: 'UTC',
    created_at: since,
    known_events: events,
    default_experiment_confidence_level: null,
    default_experiment_stats_method: null,
    default_only_count_matured_users: false,
    flags_persistence_default: false,
    experiment_recalculation_hour: 2,
  });
}

interface Person {
  first: string;
  last: string;
  role: string;
  company: string;
  since: string;
}

function insertUser(
  store: Store,
  { first, last, role, company, since }: Person,
  organizations: string[],
  currentProject = 1,
): User {
  const uuid = store.uuid();
  return store.users.insert({
    id: store.nextId('users'),
    uuid,
    distinct_id: uuid.replaceAll('-', ''),
    first_name: first,
    last_name: last,
    email: `${first}.${last}@${company}`.toLowerCase(),
    is_email_verified: true,
    role_at_organization: role,
    date_joined: since,
    organizations,
    current_project: currentProject,
    denied_projects: [],
  });
}

const READ_SCOPES = [
  'experiment:read',
  'feature_flag:read',
  'experiment_holdout:read',
  'experiment_saved_metric:read',
  'user:read',
  'project:read',
  'cohort:read',
  'activity_log:read',
];

function insertKeys(store: Store, team: User[]): void {
  const keys = [
    { id: 'phx_sandbox', user: team[0], scopes: ['*'], scoped_teams: [] },
    { id: 'phx_readonly', user: team[2], scopes: READ_SCOPES, scoped_teams: [] },
    { id: 'phx_project2', user: team[1], scopes: ['*'], scoped_teams: [2] },
  ];
  for (const { user, ...key } of keys)
    if (user) store.apiKeys.insert({ ...key, user: user.id, scoped_organizations: [] });
}
