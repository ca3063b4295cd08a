import { logActivity } from '../activity-log.ts';
import { newExperiment } from '../../model/defaults.ts';
import type { Experiment, JsonObject } from '../../model/entities.ts';
import { invalid } from '../../model/errors.ts';
import { isObject, objectOr, objectsOf } from '../../model/json.ts';
import type { ProjectRequest } from '../../model/route.ts';
import type { Store } from '../../model/store.ts';
import {
  isLegacy,
  isLegacyMetric,
  linkedMetrics,
  refreshFingerprints,
} from '../../model/metrics.ts';

/**
 * Migrates a legacy experiment to the current engine: a copy with the same flag, dates and conclusion, and converted
 * metrics. A repeated call returns the first copy. @throws ApiError 400 when it is not legacy
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
    metrics: convertAll(store, [
      ...experiment.metrics,
      ...linkedLegacy(store, experiment, 'primary'),
    ]),
    metrics_secondary: convertAll(store, [
      ...experiment.metrics_secondary,
      ...linkedLegacy(store, experiment, 'secondary'),
    ]),
    stats_config: { ...experiment.stats_config, migrated_from: experiment.id },
    version: 0,
  });
  refreshFingerprints(migrated);
  copyLinks(store, experiment, migrated);
  store.experiments.update(experiment, {
    stats_config: { ...experiment.stats_config, migrated_to: migrated.id },
  });
  const { id, name } = migrated;
  logActivity(request, { scope: 'Experiment', id, name, activity: 'created' });
  return migrated;
}

const idOf = (value: unknown): number | null => (typeof value === 'number' ? value : null);

/** Legacy shared metrics are converted to inline ones, because other experiments still use the shared row. */
function linkedLegacy(store: Store, experiment: Experiment, section: string): JsonObject[] {
  return linkedMetrics(store, experiment)
    .filter(({ link, saved }) => isLegacyMetric(saved.query) && link.metadata['type'] === section)
    .map(({ saved }) => ({ name: saved.name, ...saved.query }));
}

function copyLinks(store: Store, from: Experiment, to: Experiment): void {
  for (const { link, saved } of linkedMetrics(store, from)) {
    if (isLegacyMetric(saved.query)) continue;
    const id = store.nextId('savedMetricLinks');
    store.savedMetricLinks.insert({ ...link, id, experiment: to.id });
  }
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
