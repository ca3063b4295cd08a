import { changesServing } from './flag-filters.ts';
import { flagOf } from './flag-of.ts';
import {
  changes,
  harmless,
  overwrites,
  removes,
  switches,
  type FieldRule,
  type FieldRules,
} from './rule.ts';
import { asObject, objectsIn, type JsonObject } from '../json.ts';
import { isEmpty, isSameValue, without } from './same-value.ts';

const CHANGES_SERVING = 'The way people are admitted or assigned to variants changes immediately.';
const COUNTED_OTHERWISE = 'Results computed so far are counted differently.';
const METRICS_GONE = 'Metrics that are omitted or changed are no longer measured as before.';

const isLaunched = (now: JsonObject) => !isEmpty(now['start_date']);

/** Analysis settings: changing them before launch is harmless, because nothing has been measured yet. */
const whenLaunched = (name: string): FieldRule => ({
  mayBeDestructive: () => true,
  reason: (value, now) =>
    isLaunched(now) && !isSameValue(value, now[name]) ? COUNTED_OTHERWISE : undefined,
});

const instant = (value: unknown) => (isEmpty(value) ? null : Date.parse(String(value)));

/** Dates are compared as points in time, whatever their notation. */
const date = (
  name: string,
  why: (value: unknown, now: JsonObject) => string | undefined,
): FieldRule => ({
  mayBeDestructive: () => true,
  reason: (value, now) => (instant(value) === instant(now[name]) ? undefined : why(value, now)),
});

const startDate = date('start_date', (value, now) => {
  // Setting it on a draft launches the experiment: `launchByDateRule` judges that.
  if (!isLaunched(now)) return undefined;
  return isEmpty(value)
    ? 'The experiment becomes a draft again; its start date cannot be recovered.'
    : 'Results are counted from a different moment; the previous start date cannot be recovered.';
});

const endDate = date('end_date', (value, now) => {
  if (isEmpty(now['end_date'])) return 'The experiment ends.';
  return isEmpty(value)
    ? 'The experiment runs again; its end date cannot be recovered.'
    : 'The previous end date cannot be recovered.';
});

/** The metric without the fields that do not affect the measurement: its name and the server's fingerprint. */
const measured = (metric: JsonObject) => without(metric, 'fingerprint', 'name');

const metrics = (name: string): FieldRule => ({
  mayBeDestructive: () => true,
  reason(value, now) {
    const sent = objectsIn(value);
    const isComplete = objectsIn(now[name]).every((metric) =>
      sent.some((other) => isSameValue(measured(metric), measured(other))),
    );
    return isComplete ? undefined : METRICS_GONE;
  },
});

/** How an experiment uses a shared metric: as a primary one unless it says otherwise, and with which breakdowns. */
const useOf = ({ metadata }: JsonObject) => ({ type: 'primary', ...asObject(metadata) });

const isSameUse = (one: JsonObject, other: JsonObject) => isSameValue(useOf(one), useOf(other));

const savedMetrics: FieldRule = {
  mayBeDestructive: () => true,
  reason(value, now) {
    const sent = objectsIn(value);
    const isComplete = objectsIn(now['saved_metrics']).every((link) =>
      sent.some((one) => one['id'] === link['saved_metric'] && isSameUse(one, link)),
    );
    return isComplete ? undefined : METRICS_GONE;
  },
  before: (now) => now['saved_metrics'],
};

/** Stored on the flag and only shown here: omitting one leaves the flag unchanged. */
const OF_THE_FLAG = new Set([
  'feature_flag_variants',
  'rollout_percentage',
  'aggregation_group_type_index',
  'feature_flag_payloads',
  'ensure_experience_continuity',
]);

const parameters: FieldRule = {
  mayBeDestructive: () => true,
  reason(value, { parameters: stored }) {
    const [sent, now] = [asObject(value), asObject(stored)];
    const differs = (name: string) => !isSameValue(sent[name], now[name]);
    if (Object.keys(sent).some((name) => OF_THE_FLAG.has(name) && differs(name))) {
      return CHANGES_SERVING;
    }
    const lost = Object.keys(now).some((name) => !OF_THE_FLAG.has(name) && differs(name));
    return lost ? 'Parameters that are omitted or changed cannot be recovered.' : undefined;
  },
};

const flag: FieldRule = {
  mayBeDestructive: (value) => !isEmpty(value),
  reason(value, now) {
    const [sent, stored] = [asObject(value), flagOf(now)];
    const served =
      sent['filters'] !== undefined && changesServing(sent['filters'], stored['filters']);
    const others = Object.entries(without(sent, 'filters'));
    const changed = others.some(([name, one]) => !isSameValue(one, stored[name]));
    return served || changed ? CHANGES_SERVING : undefined;
  },
};

const conclusion = (name: string) =>
  overwrites(name, 'The written conclusion cannot be recovered.');

/** Fields of `PATCH` and `PUT` of an experiment. */
export const experimentRules: FieldRules = {
  name: harmless,
  description: harmless,
  start_date: startDate,
  end_date: endDate,
  // PostHog refuses any key but the current one.
  feature_flag_key: harmless,
  feature_flag: flag,
  holdout_id: changes('holdout_id', CHANGES_SERVING),
  parameters,
  // The calculation can be repeated.
  running_time_calculation: harmless,
  excluded_variants: whenLaunched('excluded_variants'),
  metrics: metrics('metrics'),
  metrics_secondary: metrics('metrics_secondary'),
  saved_metrics_ids: savedMetrics,
  secondary_metrics: changes('secondary_metrics', METRICS_GONE),
  filters: changes('filters', COUNTED_OTHERWISE),
  archived: switches('archived', true, 'The experiment disappears from lists.'),
  // True is refused because deletion is a separate operation; false restores.
  deleted: harmless,
  type: changes('type', 'It becomes another type of experiment.'),
  exposure_criteria: whenLaunched('exposure_criteria'),
  stats_config: whenLaunched('stats_config'),
  scheduling_config: changes('scheduling_config', 'The current schedule cannot be recovered.'),
  allow_unknown_events: harmless,
  _create_in_folder: harmless,
  conclusion: conclusion('conclusion'),
  conclusion_comment: conclusion('conclusion_comment'),
  // The order in which metrics are shown.
  primary_metrics_ordered_uuids: harmless,
  secondary_metrics_ordered_uuids: harmless,
  only_count_matured_users: whenLaunched('only_count_matured_users'),
  // Only enables `feature_flag`; on its own it has no effect.
  update_feature_flag_params: harmless,
  tags: removes('tags', 'Tags that are omitted cannot be recovered.'),
  version: harmless,
  original_experiment: harmless,
  repository: harmless,
};
