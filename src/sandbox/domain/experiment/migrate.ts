import { logActivity } from '../activity-log.ts';
import { newExperiment } from '../../model/defaults.ts';
import type { Experiment, JsonObject, SavedMetric } from '../../model/entities.ts';
import { invalid } from '../../model/errors.ts';
import { isObject, objectOr, objectsOf } from '../../model/json.ts';
import type { ProjectRequest } from '../../model/route.ts';
import type { Store } from '../../model/store.ts';
import { wireTime } from '../../model/time.ts';
import { logSavedMetric } from '../saved-metric/write.ts';
import { linkSavedMetrics } from './saved-metric-links.ts';
import {
  experimentMetrics,
  isLegacy,
  isLegacyMetric,
  linkedMetrics,
  refreshFingerprints,
} from '../../model/metrics.ts';
import type { MetricSection } from '../../model/metrics.ts';

/**
 * Migrates a legacy experiment to the current engine (docs/posthog/lifecycle.md#migrate): a copy with the same flag,
 * dates and conclusion, and converted metrics. A repeated call returns the first copy.
 * @throws ApiError 400 when it is not legacy
 */
export function migrate(request: ProjectRequest, experiment: Experiment): Experiment {
  const { store, now, caller } = request;
  if (!isLegacy(store, experiment)) throw invalid('Experiment is already on the current engine.');
  const known = store.experiments.get(idOf(experiment.stats_config['migrated_to']));
  if (known && !known.deleted) return known;
  const {
    id: _id,
    created_at: _created,
    updated_at: _updated,
    ...copied
  } = structuredClone(experiment);
  const migrated = newExperiment(store, now, {
    ...copied,
    created_by: caller.user.id,
    metrics: convertAll(store, experiment.metrics),
    metrics_secondary: convertAll(store, experiment.metrics_secondary),
    stats_config: { ...experiment.stats_config, migrated_from: experiment.id },
    version: 0,
  });
  refreshFingerprints(migrated);
  linkSavedMetrics(
    request,
    migrated,
    linkedMetrics(store, experiment).map(({ link, saved }) => ({
      id: isLegacyMetric(saved.query) ? migrateSavedMetric(request, saved).id : saved.id,
      metadata: structuredClone(link.metadata),
    })),
  );
  store.experiments.update(migrated, orderings(store, migrated));
  store.experiments.update(experiment, {
    stats_config: { ...experiment.stats_config, migrated_to: migrated.id },
  });
  const { id, name } = migrated;
  logActivity(request, { scope: 'Experiment', id, name, activity: 'created' });
  return migrated;
}

const idOf = (value: unknown): number | null => (typeof value === 'number' ? value : null);

/** The display order of a migrated experiment: its inline metrics, then its shared ones. */
function orderings(
  store: Store,
  experiment: Experiment,
): Pick<Experiment, 'primary_metrics_ordered_uuids' | 'secondary_metrics_ordered_uuids'> {
  const of = (section: MetricSection): string[] =>
    experimentMetrics(store, experiment)
      .filter((metric) => metric.section === section)
      .map(({ uuid }) => uuid);
  return {
    primary_metrics_ordered_uuids: of('primary'),
    secondary_metrics_ordered_uuids: of('secondary'),
  };
}

/** The new shared metric that replaces a legacy one; the legacy row stays for the experiments that use it. */
function migrateSavedMetric(request: ProjectRequest, legacy: SavedMetric): SavedMetric {
  const { store, caller, now } = request;
  const known = store.savedMetrics.get(idOf(legacy.metadata?.['migrated_to']));
  if (known) return known;
  const migrated = store.savedMetrics.insert({
    ...structuredClone(legacy),
    id: store.nextId('savedMetrics'),
    name: freeName(store, legacy),
    query: { ...convert(legacy.query), uuid: store.uuid() },
    created_by: caller.user.id,
    created_at: wireTime(now),
    updated_at: wireTime(now),
    metadata: { migrated_from: legacy.id },
  });
  store.savedMetrics.update(legacy, { metadata: { ...legacy.metadata, migrated_to: migrated.id } });
  logSavedMetric(request, migrated, 'created');
  return migrated;
}

/** A name that no other shared metric of the project has. */
function freeName(store: Store, { name, project }: SavedMetric): string {
  const taken = new Set(
    store.savedMetrics.by('project', project).map((row) => row.name.toLowerCase()),
  );
  let number = 1;
  let free = `${name} (migrated)`;
  while (taken.has(free.toLowerCase())) free = `${name} (migrated ${(number += 1)})`;
  return free;
}

const convertAll = (store: Store, metrics: JsonObject[]): JsonObject[] =>
  metrics.map((metric) =>
    isLegacyMetric(metric) ? { ...convert(metric), uuid: store.uuid() } : metric,
  );

/** A funnel is converted to a funnel, a trend to the mean of its first series. */
function convert(metric: JsonObject): JsonObject {
  const name = typeof metric['name'] === 'string' ? { name: metric['name'] } : {};
  if (metric['kind'] === 'ExperimentFunnelsQuery') {
    const steps = objectsOf(objectOr(metric['funnels_query'])['series']);
    return { kind: 'ExperimentMetric', metric_type: 'funnel', ...name, series: steps };
  }
  const [source] = objectsOf(objectOr(metric['count_query'])['series']);
  const anyEvent = { kind: 'EventsNode', event: null };
  return {
    kind: 'ExperimentMetric',
    metric_type: 'mean',
    ...name,
    source: isObject(source) ? source : anyEvent,
  };
}
