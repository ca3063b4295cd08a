import { defaultFilters, newExperiment, newFlag } from '../model/defaults.ts';
import type { Experiment, FeatureFlag, FlagFilters, JsonObject } from '../model/entities.ts';
import { isLegacyMetric, refreshFingerprints } from '../model/metrics.ts';
import { holdoutForFlag } from '../domain/flag/holdout.ts';
import { isObject, objectsOf, stringOrNull } from '../model/json.ts';
import type { Store } from '../model/store.ts';
import { wireTime } from '../model/time.ts';
import type { Loader } from './loader.ts';

const PLAIN_FILTERS = {
  groups: [{ properties: [], rollout_percentage: 100 }],
  multivariate: {
    variants: [
      { key: 'control', rollout_percentage: 50 },
      { key: 'test', rollout_percentage: 50 },
    ],
  },
};

/** Inserts the case's flags, then its experiments; an experiment without a flag for its key gets a 50/50 flag. */
export function loadExperiments(loader: Loader): Experiment[] {
  const flag = loader.object('flag');
  for (const item of [...(flag ? [flag] : []), ...loader.objects('flags')]) {
    loadFlag(loader, loader.projectOf(item), item);
  }
  const target = loader.vars['target'];
  for (const item of loader.objects('target_flags')) {
    if (typeof target === 'number') loadFlag(loader, target, item);
  }
  const single = loader.object('experiment');
  const first = single ? [loadExperiment(loader, single, 0, 'id')] : [];
  const rest = [...loader.objects('experiments'), ...loader.objects('more_experiments')].map(
    (item, index) => loadExperiment(loader, item, index + 1),
  );
  return [...first, ...rest];
}

function loadFlag(loader: Loader, project: number, item: JsonObject): FeatureFlag {
  const { filters, id, project: _project, ...fields } = item;
  const flag = newFlag(loader.store, loader.now, {
    ...fields,
    project,
    key: stringOrNull(item['key']) ?? 'flag',
    filters: readFilters(filters),
    created_by: loader.user.id,
  });
  loader.name({ id }, flag.id);
  return flag;
}

const isFilters = (value: JsonObject): value is JsonObject & FlagFilters =>
  Array.isArray(value['groups']);

function readFilters(given: unknown): FlagFilters {
  if (!isObject(given)) return defaultFilters();
  const filters = { groups: [], ...given };
  return isFilters(filters) ? filters : defaultFilters();
}

function loadExperiment(
  loader: Loader,
  item: JsonObject,
  order: number,
  placeholder?: string,
): Experiment {
  const { store, now, user } = loader;
  const {
    feature_flag_key: key,
    saved_metrics_ids: saved,
    id,
    project: _project,
    ...fields
  } = item;
  const project = loader.projectOf(item);
  const flag =
    key === null
      ? undefined
      : flagFor(loader, project, stringOrNull(key) ?? 'flag', item['start_date'] != null);
  // Distinct creation times, so that the default order is well-defined.
  const at = new Date(now.getTime() - 60_000 + order * 1_000);
  const experiment = newExperiment(store, at, {
    created_by: user.id,
    ...fields,
    ...dates(item),
    name: stringOrNull(item['name']) ?? 'Experiment',
    project,
    feature_flag: flag?.id ?? null,
    metrics: withUuids(store, item['metrics']),
    metrics_secondary: withUuids(store, item['metrics_secondary']),
  });
  refreshFingerprints(experiment);
  linkSavedMetrics(loader, experiment, saved);
  const holdout = holdoutForFlag(store, experiment.holdout_id);
  if (flag && holdout) store.flags.update(flag, { filters: { ...flag.filters, holdout } });
  if (placeholder !== undefined) loader.vars[placeholder] = experiment.id;
  loader.name({ id }, experiment.id);
  return experiment;
}

const dates = (item: JsonObject): Pick<Experiment, 'start_date' | 'end_date'> => ({
  start_date: timeOrNull(item['start_date']),
  end_date: timeOrNull(item['end_date']),
});

const timeOrNull = (value: unknown): string | null =>
  typeof value === 'string' ? wireTime(value) : null;

const withUuids = (store: Store, metrics: unknown): JsonObject[] =>
  objectsOf(metrics).map((metric) =>
    isLegacyMetric(metric) ? metric : { ...metric, uuid: metric['uuid'] ?? store.uuid() },
  );

/** The case's flag with that key, deleted or not, because a case may be about a deleted flag. */
const flagFor = (
  { store, now, user }: Loader,
  project: number,
  key: string,
  active: boolean,
): FeatureFlag =>
  store.flags.by('project', project).find((flag) => flag.key === key) ??
  newFlag(store, now, {
    project,
    key,
    filters: structuredClone(PLAIN_FILTERS),
    active,
    created_by: user.id,
  });

function linkSavedMetrics(loader: Loader, experiment: Experiment, links: unknown): void {
  const { store, now } = loader;
  for (const item of objectsOf(links)) {
    store.savedMetricLinks.insert({
      id: store.nextId('savedMetricLinks'),
      experiment: experiment.id,
      saved_metric: Number(item['id']),
      metadata: isObject(item['metadata']) ? item['metadata'] : { type: 'primary' },
      created_at: wireTime(now),
    });
  }
}
