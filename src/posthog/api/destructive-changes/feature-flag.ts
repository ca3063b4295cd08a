import { objectsIn, type JsonObject } from '../json.ts';
import { changesServing } from './flag-filters.ts';
import { changes, harmless, removes, switches, type FieldRule, type FieldRules } from './rule.ts';

const SERVED_OTHERWISE = 'The flag is served differently immediately.';
const served = (name: string) => changes(name, SERVED_OTHERWISE);

/** The experiments of the flag, as a sentence with a space before it; '' where PostHog names none. */
function users({ experiment_set_metadata: known }: JsonObject): string {
  const named = objectsIn(known).map(({ id, name }) => `"${String(name)}" (${String(id)})`);
  return named.length === 0 ? '' : ` Experiments that use it: ${named.join(', ')}.`;
}

const filters: FieldRule = {
  mayBeDestructive: () => true,
  reason: (value, now) =>
    changesServing(value, now['filters'])
      ? `Release conditions or variants change immediately for everyone; the current ones are overwritten.${users(now)}`
      : undefined,
};

const active: FieldRule = {
  mayBeDestructive: (value) => value === false,
  reason: (value, now) =>
    value === false && now['active'] !== false
      ? `The flag is turned off for everyone.${users(now)}`
      : undefined,
};

/** Fields of `PATCH` and `PUT` of a flag. */
export const featureFlagRules: FieldRules = {
  key: changes('key', 'Programs that evaluate the current key get the fallback.'),
  name: harmless,
  filters,
  active,
  archived: switches('archived', true, 'The flag disappears from lists.'),
  // True is refused because deletion is a separate operation; false restores.
  deleted: harmless,
  tags: removes('tags', 'Tags that are omitted cannot be recovered.'),
  evaluation_contexts: served('evaluation_contexts'),
  evaluation_runtime: served('evaluation_runtime'),
  bucketing_identifier: served('bucketing_identifier'),
  ensure_experience_continuity: served('ensure_experience_continuity'),
  is_remote_configuration: served('is_remote_configuration'),
  has_encrypted_payloads: served('has_encrypted_payloads'),
  rollback_conditions: served('rollback_conditions'),
  performed_rollback: served('performed_rollback'),
  analytics_dashboards: removes('analytics_dashboards', 'Dashboards are no longer linked to it.'),
  has_enriched_analytics: changes(
    'has_enriched_analytics',
    'Its analytics are recorded differently.',
  ),
  created_at: changes('created_at', 'Its creation date cannot be recovered.'),
  last_called_at: changes('last_called_at', 'The date of its last evaluation cannot be recovered.'),
  creation_context: harmless,
  version: harmless,
  _create_in_folder: harmless,
  _should_create_usage_dashboard: harmless,
};
