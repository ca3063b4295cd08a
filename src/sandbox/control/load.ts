import { APPROVAL_ACTIONS } from '../domain/approvals/policies.ts';
import type { ApiKey, Experiment, JsonObject, StoredTimeseries } from '../model/entities.ts';
import type { SandboxState } from '../http/state.ts';
import { bucketsOf } from '../http/throttle.ts';
import { isObject, objectOr, stringOrNull } from '../model/json.ts';
import { SANDBOX_KEY } from '../model/keys.ts';
import { wireTime } from '../model/time.ts';
import { loadExperiments } from './load-experiments.ts';
import { loadRelated } from './load-rows.ts';
import { Loader } from './loader.ts';
import type { Vars } from './placeholders.ts';

const CASE_KEY = 'phx_case';
const CASE_SECRET_KEY = 'phs_case';
/** More than any window of PostHog's throttle allows. */
const MAX_PRIOR_REQUESTS = 1_000_000;
const TEAM_FIELDS = [
  'name',
  'timezone',
  'default_experiment_confidence_level',
  'default_experiment_stats_method',
  'default_only_count_matured_users',
  'flags_persistence_default',
  'default_cleanup_repository',
];

/** Empties the store and builds the state that the `given` of a conformance case describes. */
export function loadCase(
  sandboxState: SandboxState,
  given: JsonObject,
): { vars: Vars; api_key: string } {
  const { store, clock } = sandboxState;
  store.clear();
  sandboxState.throttle.clear();
  sandboxState.faults.clear();
  sandboxState.log.clear();
  const time = stringOrNull(given['now']);
  clock.restart(time === null ? new Date() : new Date(time));
  const now = clock.now();
  const loader = new Loader(sandboxState, given, now);
  loadTeam(loader);
  loadRelated(loader);
  const [experiment] = loadExperiments(loader);
  if (experiment && typeof given['exposed_users'] === 'number') {
    store.experiments.update(experiment, { exposed_users: given['exposed_users'] });
  }
  loadApprovals(loader, experiment);
  if (experiment) loadSeries(loader, experiment);
  const key = loadKeys(sandboxState, loader);
  return { vars: loader.vars, api_key: key.id };
}

function loadTeam({ store, project, given }: Loader): void {
  const team = objectOr(given['team']);
  const known = Object.entries(team).filter(([field]) => TEAM_FIELDS.includes(field));
  const events = given['known_events'];
  store.projects.update(project, {
    ...Object.fromEntries(known),
    known_events: Array.isArray(events) ? events.map(String) : null,
  });
}

function loadApprovals(loader: Loader, experiment: Experiment | undefined): void {
  const { store, organization, project, user, given } = loader;
  for (const item of loader.list('approval_policies')) {
    const named = isObject(item) ? (item['action'] ?? item['action_key']) : item;
    const action = APPROVAL_ACTIONS.find((known) => known === named);
    if (!action) continue;
    const effect = isObject(item) && item['effect'] === 'deny' ? 'deny' : 'require_approval';
    store.approvalPolicies.insert({
      id: store.uuid(),
      organization: organization.id,
      action,
      approvers: [user.id],
      effect,
      allow_self_approve: !(isObject(item) && item['allow_self_approve'] === false),
    });
  }
  const pending = APPROVAL_ACTIONS.find((known) => known === given['pending_change_request']);
  if (!pending || !experiment) return;
  const isHoldout = pending.startsWith('experiment_holdout.');
  const resource = isHoldout ? experiment.holdout_id : experiment.feature_flag;
  if (resource === null) return;
  store.changeRequests.insert({
    id: store.uuid(),
    project: project.id,
    action: pending,
    resource_type: isHoldout ? 'experiment_holdout' : 'feature_flag',
    resource_id: String(resource),
    status: 'pending',
    intent: {},
    created_by: user.id,
    created_at: wireTime(loader.now),
  });
}

function loadSeries(loader: Loader, experiment: Experiment): void {
  const { store, project } = loader;
  const written = wireTime(loader.now);
  for (const item of loader.objects('timeseries_rows')) {
    const status = rowStatus(item['status']);
    store.timeseriesRows.insert({
      id: store.nextId('timeseriesRows'),
      project: project.id,
      experiment: experiment.id,
      metric_uuid: stringOrNull(item['metric_uuid']) ?? '',
      fingerprint: stringOrNull(item['fingerprint']) ?? '',
      query_to: wireTime(stringOrNull(item['query_to']) ?? written),
      status,
      result: isObject(item['result']) ? item['result'] : null,
      error_message: stringOrNull(item['error_message']),
      computed_at: status === 'completed' ? (stringOrNull(item['computed_at']) ?? written) : null,
      created_at: stringOrNull(item['created_at']) ?? written,
      updated_at: stringOrNull(item['updated_at']) ?? written,
    });
  }
  for (const item of loader.objects('recalculations')) {
    const recalculation = store.timeseriesRecalculations.insert({
      id: store.uuid(),
      project: project.id,
      experiment: experiment.id,
      metric_uuid: stringOrNull(item['metric_uuid']) ?? '',
      fingerprint: stringOrNull(item['fingerprint']) ?? '',
      metric: objectOr(item['metric']),
      status: recalculationStatus(item['status']),
      created_at: stringOrNull(item['created_at']) ?? written,
      updated_at: stringOrNull(item['updated_at']) ?? written,
    });
    loader.name(item, recalculation.id);
  }
}

const rowStatus = (value: unknown): StoredTimeseries['status'] =>
  value === 'failed' || value === 'pending' ? value : 'completed';

const recalculationStatus = (value: unknown): 'pending' | 'in_progress' | 'completed' | 'failed' =>
  value === 'in_progress' || value === 'completed' || value === 'failed' ? value : 'pending';

/** Inserts the case's key, and the requests that were made with it before. */
function loadKeys(sandboxState: SandboxState, loader: Loader): ApiKey {
  const { given, project } = loader;
  const key = caseKey(loader);
  // Keeps the printed key valid for clients that already use it.
  loader.key(SANDBOX_KEY, {});
  // Apart from the profile, which may be set before a case is loaded and outlives it.
  sandboxState.throttle.isOn = given['rate_limit_enabled'] === true;
  const prior = objectOr(given['prior_requests']);
  if (typeof prior['count'] === 'number') {
    if (prior['count'] > MAX_PRIOR_REQUESTS) {
      throw new RangeError(`prior_requests.count must be at most ${MAX_PRIOR_REQUESTS}`);
    }
    const withinMs = Number(prior['within_seconds'] ?? 60) * 1_000;
    const buckets = bucketsOf({}, key, project);
    sandboxState.throttle.prefill(buckets, prior['count'], withinMs, loader.now.getTime());
  }
  return key;
}

function caseKey(loader: Loader): ApiKey {
  const { given, project } = loader;
  const scopes = Array.isArray(given['key_scopes']) ? given['key_scopes'].map(String) : ['*'];
  if (given['key_kind'] === 'project_secret') {
    return loader.key(CASE_SECRET_KEY, {
      kind: 'project_secret',
      scopes,
      scoped_teams: [project.id],
    });
  }
  const limits = loader.filled({ teams: given['key_scoped_teams'] ?? [] })['teams'];
  return loader.key(CASE_KEY, {
    scopes,
    scoped_teams: Array.isArray(limits) ? limits.map(Number) : [],
  });
}
