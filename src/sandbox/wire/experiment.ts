import type { Experiment, FeatureFlag, JsonObject } from '../model/entities.ts';
import { freezeObstacle } from '../domain/experiment/freezable.ts';
import { effectiveQuery, fingerprintOf, isLegacy, linkedMetrics } from '../model/metrics.ts';
import { isObject } from '../model/json.ts';
import { reportedStatus } from '../domain/experiment/status.ts';
import { flagProjection } from '../domain/flag/config.ts';
import type { SandboxRequest } from '../model/route.ts';
import type { Store } from '../model/store.ts';
import { withActionNames } from '../model/action-names.ts';
import { minimalFlag } from './flag.ts';
import { wireHoldout } from './holdout.ts';
import { userBasic } from '../model/embedded-user.ts';

/**
 * The row of a list on servers since early summer 2026: everything but metrics and settings
 * (docs/posthog/experiments.md#list-rows).
 */
function experimentRow(store: Store, experiment: Experiment): JsonObject {
  const flag = store.flags.get(experiment.feature_flag);
  const holdout = store.holdouts.get(experiment.holdout_id);
  return {
    id: experiment.id,
    name: experiment.name,
    description: experiment.description,
    start_date: experiment.start_date,
    end_date: experiment.end_date,
    feature_flag_key: flag ? withoutTombstone(flag) : '',
    feature_flag: flag ? minimalFlag(flag) : null,
    holdout: holdout ? wireHoldout(store, holdout) : null,
    exposure_cohort: experiment.exposure_cohort,
    parameters: { ...experiment.parameters, ...(flag ? flagProjection(flag) : {}) },
    running_time_calculation: experiment.running_time_calculation,
    excluded_variants: experiment.excluded_variants,
    archived: experiment.archived,
    deleted: experiment.deleted,
    created_by: userBasic(store, experiment.created_by),
    created_at: experiment.created_at,
    updated_at: experiment.updated_at,
    type: experiment.type,
    conclusion: experiment.conclusion,
    conclusion_comment: experiment.conclusion_comment,
    status: reportedStatus(experiment, flag),
    is_legacy: isLegacy(store, experiment),
    user_access_level: 'manager',
    tags: experiment.tags,
  };
}

/**
 * The whole experiment, as answered by retrieve, create, update and the lifecycle calls
 * (docs/posthog/experiments.md#detail-fields).
 */
export function wireExperiment(store: Store, experiment: Experiment): JsonObject {
  const flag = store.flags.get(experiment.feature_flag);
  const refreshed = (metric: JsonObject): JsonObject =>
    withActionNames(store, experiment.project, metric);
  return {
    ...experimentRow(store, experiment),
    holdout_id: experiment.holdout_id,
    metrics: experiment.metrics.map(refreshed),
    metrics_secondary: experiment.metrics_secondary.map(refreshed),
    secondary_metrics: experiment.secondary_metrics,
    saved_metrics: savedMetricLinks(store, experiment),
    filters: experiment.filters,
    exposure_criteria: experiment.exposure_criteria,
    stats_config: experiment.stats_config,
    scheduling_config: experiment.scheduling_config,
    primary_metrics_ordered_uuids: experiment.primary_metrics_ordered_uuids,
    secondary_metrics_ordered_uuids: experiment.secondary_metrics_ordered_uuids,
    only_count_matured_users: experiment.only_count_matured_users,
    flag_cleanup_task_id: experiment.flag_cleanup_task_id,
    can_freeze_exposure: freezeObstacle(experiment, flag) === null,
    version: experiment.version,
    repository: experiment.repository,
    resolved_exposure_event: resolvedExposureEvent(experiment),
    health: null,
  };
}

type Asked = Pick<SandboxRequest, 'store' | 'profile' | 'caller'>;

/** The whole experiment as the profile's PostHog answers it: older versions include a write-only field, as null. */
export const answeredExperiment = (asked: Asked, experiment: Experiment): JsonObject =>
  forCaller(asked, {
    ...wireExperiment(asked.store, experiment),
    ...(asked.profile.fat_lists && { saved_metrics_ids: null }),
  });

/** A list row as the profile's PostHog answers it. */
export const listedExperiment = (asked: Asked, experiment: Experiment): JsonObject =>
  asked.profile.fat_lists
    ? answeredExperiment(asked, experiment)
    : forCaller(asked, experimentRow(asked.store, experiment));

/** A project secret key is not bound to a person, so that it has no access levels. */
function forCaller({ caller }: Asked, experiment: JsonObject): JsonObject {
  if (caller.key.kind !== 'project_secret') return experiment;
  const { holdout } = experiment;
  return {
    ...experiment,
    user_access_level: null,
    holdout: isObject(holdout) ? { ...holdout, user_access_level: null } : holdout,
  };
}

/** The experiment with `parameters` as stored, for GET /_sandbox/state. */
export const storedExperiment = (store: Store, experiment: Experiment): JsonObject => ({
  ...wireExperiment(store, experiment),
  parameters: experiment.parameters,
});

function savedMetricLinks(store: Store, experiment: Experiment): JsonObject[] {
  return linkedMetrics(store, experiment).map(({ link, saved }) => {
    const effective = effectiveQuery(saved, link);
    const fingerprint = fingerprintOf(experiment, effective);
    const shown = (query: JsonObject): JsonObject => ({
      ...withActionNames(store, experiment.project, query),
      fingerprint,
    });
    return {
      id: link.id,
      experiment: experiment.id,
      saved_metric: saved.id,
      metadata: link.metadata,
      created_at: link.created_at,
      query: shown(saved.query),
      name: saved.name,
      effective_query: shown(effective),
    };
  });
}

/** The key of a deleted flag has a suffix that frees the name; clients see the key without it. */
const withoutTombstone = (flag: FeatureFlag): string =>
  flag.deleted ? flag.key.replace(/:deleted:\d+$/, '') : flag.key;

/** The day from which on newly started experiments use the exposure event of their own. */
const EXPOSURE_EVENT_FROM = Date.parse('2026-09-01T00:00:00Z');

/**
 * The event that counts as exposure unless the criteria name a custom one. It depends on the start date
 * (docs/posthog/experiments.md#exposure-event); the sandbox's projects are all covered by PostHog's rollout flag.
 */
const resolvedExposureEvent = ({ start_date: start }: Experiment): string =>
  start !== null && Date.parse(start) >= EXPOSURE_EVENT_FROM
    ? '$experiment_exposure'
    : '$feature_flag_called';
