import type { FeatureFlag, JsonObject } from '../model/entities.ts';
import type { Store } from '../model/store.ts';
import { userBasic } from '../model/embedded-user.ts';

/** The flag as embedded in experiments, with its team, but without its creator and whether it is archived. */
export const minimalFlag = (flag: FeatureFlag): JsonObject => ({
  id: flag.id,
  team_id: flag.project,
  name: flag.name,
  key: flag.key,
  filters: flag.filters,
  deleted: flag.deleted,
  active: flag.active,
  ensure_experience_continuity: flag.ensure_experience_continuity,
  has_encrypted_payloads: flag.has_encrypted_payloads,
  version: flag.version,
  evaluation_runtime: flag.evaluation_runtime,
  bucketing_identifier: flag.bucketing_identifier,
  evaluation_contexts: flag.evaluation_contexts,
});

/** The flag as answered by the feature flag endpoints. */
export function wireFlag(store: Store, flag: FeatureFlag): JsonObject {
  const experiments = store.experiments.by('flag', flag.id).filter((row) => !row.deleted);
  return {
    id: flag.id,
    name: flag.name,
    key: flag.key,
    filters: flag.filters,
    deleted: flag.deleted,
    active: flag.active,
    archived: flag.archived,
    created_by: userBasic(store, flag.created_by),
    created_at: flag.created_at,
    updated_at: flag.updated_at,
    version: flag.version,
    last_modified_by: userBasic(store, flag.last_modified_by),
    ensure_experience_continuity: flag.ensure_experience_continuity,
    experiment_set: experiments.map(({ id }) => id),
    experiment_set_metadata: experiments.map(({ id, name }) => ({ id, name })),
    surveys: {},
    features: {},
    rollback_conditions: null,
    performed_rollback: false,
    can_edit: true,
    tags: flag.tags,
    evaluation_contexts: flag.evaluation_contexts,
    usage_dashboard: null,
    analytics_dashboards: [],
    has_enriched_analytics: false,
    user_access_level: 'manager',
    creation_context: flag.creation_context,
    is_remote_configuration: flag.is_remote_configuration,
    has_encrypted_payloads: flag.has_encrypted_payloads,
    status: flag.archived ? 'ARCHIVED' : flag.active ? 'ACTIVE' : 'INACTIVE',
    evaluation_runtime: flag.evaluation_runtime,
    bucketing_identifier: flag.bucketing_identifier,
    last_called_at: flag.last_called_at,
    is_used_in_replay_settings: false,
  };
}
