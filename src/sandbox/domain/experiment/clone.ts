import { logActivity } from '../activity-log.ts';
import { newExperiment } from '../../model/defaults.ts';
import type { Experiment, FeatureFlag, JsonObject, Project } from '../../model/entities.ts';
import { invalid } from '../../model/errors.ts';
import { flagVariantsOf } from '../flag/config.ts';
import { createFlagForExperiment } from '../flag/create.ts';
import type { FlagConfig } from '../flag/experiment-input.ts';
import { checkLinkable } from '../flag/linkable.ts';
import type { ProjectRequest } from '../../model/route.ts';
import type { Store } from '../../model/store.ts';
import { linkedFlag } from './lookup.ts';
import { uuidsOf, withNewUuids } from './metric-uuids.ts';
import { linkedMetrics, refreshFingerprints } from '../../model/metrics.ts';
import { linkSavedMetrics } from './saved-metric-links.ts';

export interface CloneRequest {
  key: string | undefined;
  name: string | undefined;
}

/**
 * Creates a draft as a copy of an experiment, in its project or in another one of the organisation: metrics get
 * new uuids; holdout, dates, conclusion, archived flag, exclusions, cohort and results are not copied
 * (docs/posthog/lifecycle.md#duplicate).
 * Shared metrics belong to a project, so their links are not copied to another project.
 * @throws ApiError 400
 */
export function cloneExperiment(
  request: ProjectRequest,
  source: Experiment,
  target: Project,
  wish: CloneRequest,
): Experiment {
  const { store, now, caller } = request;
  const there: ProjectRequest = atProject(request, target);
  const flag = flagForClone(there, request, source, wish);
  const primary = withNewUuids(store, source.metrics);
  const secondary = withNewUuids(store, source.metrics_secondary);
  const copy = newExperiment(store, now, {
    ...copiedFields(source),
    project: target.id,
    name: wish.name ?? freeName(store, target, `${source.name} (Copy)`),
    feature_flag: flag.id,
    created_by: caller.user.id,
    metrics: primary.metrics,
    metrics_secondary: secondary.metrics,
    primary_metrics_ordered_uuids: reordered(source.primary_metrics_ordered_uuids, primary),
    secondary_metrics_ordered_uuids: reordered(source.secondary_metrics_ordered_uuids, secondary),
  });
  refreshFingerprints(copy);
  if (target.id === source.project) {
    linkSavedMetrics(
      request,
      copy,
      linkedMetrics(store, source).map(({ link }) => ({
        id: link.saved_metric,
        metadata: structuredClone(link.metadata),
      })),
    );
  }
  logActivity(there, { scope: 'Experiment', id: copy.id, name: copy.name, activity: 'created' });
  return copy;
}

/** The same request in another project; its body has already been parsed. */
const atProject = (request: ProjectRequest, project: Project): ProjectRequest => ({
  params: request.params,
  query: request.query,
  url: request.url,
  body: undefined,
  caller: request.caller,
  client: request.client,
  store: request.store,
  clock: request.clock,
  now: request.now,
  profile: request.profile,
  project,
});

/** The project's flag with the requested key; otherwise a new, inactive one with the source flag's configuration. */
function flagForClone(
  there: ProjectRequest,
  here: ProjectRequest,
  source: Experiment,
  wish: CloneRequest,
): FeatureFlag {
  const own = linkedFlag(here, source);
  const key = wish.key ?? own?.key;
  if (key === undefined) throw invalid('Experiment does not have a feature flag linked.');
  const existing = there.store.flagByKey(there.project.id, key);
  if (existing) {
    checkLinkable(there, existing, source.type);
    return existing;
  }
  return createFlagForExperiment(there, {
    key,
    experimentName: wish.name ?? `${source.name} (Copy)`,
    config: own ? configOf(own) : {},
    active: false,
    holdout: null,
  });
}

function configOf(flag: FeatureFlag): FlagConfig {
  const { filters } = flag;
  const rollout = filters.groups[0]?.rollout_percentage;
  return structuredClone({
    variants: flagVariantsOf(flag),
    ...(rollout == null ? {} : { rollout }),
    aggregation: filters.aggregation_group_type_index ?? null,
    payloads: filters.payloads ?? {},
    continuity: flag.ensure_experience_continuity,
  });
}

const copiedFields = (source: Experiment): Partial<Experiment> =>
  structuredClone({
    description: source.description ?? '',
    type: source.type,
    parameters: source.parameters,
    filters: source.filters,
    stats_config: source.stats_config,
    scheduling_config: source.scheduling_config,
    exposure_criteria: source.exposure_criteria,
    only_count_matured_users: source.only_count_matured_users,
    running_time_calculation: source.running_time_calculation,
  });

function freeName(store: Store, project: Project, base: string): string {
  const taken = new Set(
    store.experiments
      .by('project', project.id)
      .filter((row) => !row.deleted)
      .map((row) => row.name),
  );
  if (!taken.has(base)) return base;
  let number = 1;
  while (taken.has(`${base} ${number}`)) number += 1;
  return `${base} ${number}`;
}

/** A display order with the new uuids; uuids of shared metrics stay the same. */
function reordered(
  order: string[] | null,
  { metrics, renamed }: { metrics: JsonObject[]; renamed: Map<string, string> },
): string[] | null {
  if (order === null) return metrics.length > 0 ? uuidsOf(metrics) : null;
  return order.map((uuid) => renamed.get(uuid) ?? uuid);
}
