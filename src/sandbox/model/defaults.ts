import type {
  ApiKey,
  Experiment,
  FeatureFlag,
  FlagFilters,
  Organization,
  Project,
  User,
} from './entities.ts';
import type { Store } from './store.ts';
import { wireTime } from './time.ts';

/**
 * Rows with the defaults of PostHog's models, overridden by `given`. Used by the seed and the load
 * call.
 */
export const newOrganization = (store: Store, given: Partial<Organization> = {}): Organization =>
  store.organizations.insert({
    id: store.uuid(),
    name: 'Organization',
    slug: 'organization',
    allows_personal_api_keys: true,
    ...given,
  });

export function newProject(
  store: Store,
  now: Date,
  given: Partial<Project> & { organization: string },
): Project {
  const id = given.id ?? store.nextId('projects');
  return store.projects.insert({
    id,
    uuid: store.uuid(),
    name: `Project ${id}`,
    api_token: `phc_sandbox_project_${id}`,
    timezone: 'UTC',
    created_at: wireTime(now),
    known_events: null,
    default_experiment_confidence_level: null,
    default_experiment_stats_method: null,
    default_only_count_matured_users: false,
    flags_persistence_default: false,
    experiment_recalculation_hour: 2,
    ...given,
  });
}

export function newUser(store: Store, now: Date, given: Partial<User>): User {
  const id = given.id ?? store.nextId('users');
  return store.users.insert({
    id,
    uuid: store.uuid(),
    distinct_id: `user-${id}`,
    first_name: 'Sandbox',
    last_name: 'User',
    email: `user${id}@example.com`,
    is_email_verified: true,
    role_at_organization: null,
    date_joined: wireTime(now),
    organizations: [],
    current_project: 1,
    denied_projects: [],
    ...given,
  });
}

export const newApiKey = (
  store: Store,
  given: Partial<ApiKey> & Pick<ApiKey, 'id' | 'user'>,
): ApiKey =>
  store.apiKeys.insert({ scopes: ['*'], scoped_teams: [], scoped_organizations: [], ...given });

export const defaultFilters = (): FlagFilters => ({
  groups: [{ properties: [], rollout_percentage: 100 }],
  multivariate: {
    variants: [
      { key: 'control', name: 'Control Group', rollout_percentage: 50 },
      { key: 'test', name: 'Test Variant', rollout_percentage: 50 },
    ],
  },
  payloads: {},
  aggregation_group_type_index: null,
  holdout: null,
});

export function newFlag(
  store: Store,
  now: Date,
  given: Partial<FeatureFlag> & Pick<FeatureFlag, 'project' | 'key'>,
): FeatureFlag {
  return store.flags.insert({
    id: store.nextId('flags'),
    name: '',
    filters: defaultFilters(),
    active: true,
    archived: false,
    deleted: false,
    ensure_experience_continuity: false,
    created_by: null,
    created_at: wireTime(now),
    updated_at: wireTime(now),
    last_modified_by: null,
    version: 1,
    tags: [],
    evaluation_runtime: 'all',
    evaluation_contexts: [],
    bucketing_identifier: null,
    has_encrypted_payloads: false,
    is_remote_configuration: false,
    creation_context: 'feature_flags',
    last_called_at: null,
    ...given,
  });
}

export function newExperiment(
  store: Store,
  now: Date,
  given: Partial<Experiment> & Pick<Experiment, 'project' | 'name'>,
): Experiment {
  return store.experiments.insert({
    id: store.nextId('experiments'),
    description: '',
    type: 'product',
    start_date: null,
    end_date: null,
    feature_flag: null,
    holdout_id: null,
    exposure_cohort: null,
    parameters: {},
    running_time_calculation: {},
    excluded_variants: null,
    secondary_metrics: [],
    filters: {},
    archived: false,
    deleted: false,
    created_by: null,
    created_at: wireTime(now),
    updated_at: wireTime(now),
    exposure_criteria: { filterTestAccounts: true },
    metrics: [],
    metrics_secondary: [],
    stats_config: { method: 'bayesian' },
    scheduling_config: null,
    conclusion: null,
    conclusion_comment: null,
    primary_metrics_ordered_uuids: null,
    secondary_metrics_ordered_uuids: null,
    only_count_matured_users: false,
    version: 0,
    tags: [],
    repository: null,
    flag_cleanup_task_id: null,
    archived_flag_with_it: false,
    exposed_users: null,
    ...given,
  });
}
