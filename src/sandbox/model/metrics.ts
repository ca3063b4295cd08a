import type { Experiment, JsonObject, SavedMetric, SavedMetricLink } from './entities.ts';
import { metricFingerprint } from './fingerprint.ts';
import { isObject, stringOrNull } from './json.ts';
import type { Store } from './store.ts';

export type MetricSection = 'primary' | 'secondary';

/** One metric of an experiment, inline or shared, with the fingerprint of its series. */
export interface ExperimentMetric {
  section: MetricSection;
  uuid: string;
  fingerprint: string;
  metric: JsonObject;
  /** The link, for a shared metric. */
  link: SavedMetricLink | null;
}

const LEGACY_KINDS = new Set(['ExperimentTrendsQuery', 'ExperimentFunnelsQuery']);

export const isLegacyMetric = (metric: JsonObject): boolean =>
  LEGACY_KINDS.has(stringOrNull(metric['kind']) ?? '');

/** Whether any metric, inline or shared, belongs to the legacy engine. */
export const isLegacy = (store: Store, experiment: Experiment): boolean =>
  [...experiment.metrics, ...experiment.metrics_secondary].some(isLegacyMetric) ||
  linkedMetrics(store, experiment).some(({ saved }) => isLegacyMetric(saved.query));

export const statsMethod = (experiment: Pick<Experiment, 'stats_config'>): string =>
  stringOrNull(experiment.stats_config['method']) ?? 'bayesian';

/** The fingerprint of one metric with the experiment's current settings. */
export const fingerprintOf = (experiment: Experiment, metric: JsonObject): string =>
  metricFingerprint(metric, {
    start_date: experiment.start_date,
    stats_method: statsMethod(experiment),
    exposure_criteria: experiment.exposure_criteria,
    only_count_matured_users: experiment.only_count_matured_users,
    excluded_variants: experiment.excluded_variants,
  });

/** Recomputes the fingerprints of inline metrics, which are stored inside the metric. */
export function refreshFingerprints(
  experiment: Experiment,
  settings: Partial<Pick<Experiment, 'only_count_matured_users'>> = {},
): void {
  const under = { ...experiment, ...settings };
  const refresh = (metric: JsonObject): JsonObject =>
    isLegacyMetric(metric) ? metric : { ...metric, fingerprint: fingerprintOf(under, metric) };
  experiment.metrics = experiment.metrics.map(refresh);
  experiment.metrics_secondary = experiment.metrics_secondary.map(refresh);
}

/** The shared metrics of an experiment, in the order they were linked. */
export const linkedMetrics = (
  store: Store,
  experiment: Experiment,
): { link: SavedMetricLink; saved: SavedMetric }[] =>
  store.savedMetricLinks.by('experiment', experiment.id).flatMap((link) => {
    const saved = store.savedMetrics.get(link.saved_metric);
    return saved ? [{ link, saved }] : [];
  });

/** A shared metric's query with the breakdowns of its link; the link's limit counts only with them. */
export function effectiveQuery(saved: SavedMetric, link: SavedMetricLink): JsonObject {
  const { breakdowns, breakdown_limit: limit } = link.metadata;
  if (!Array.isArray(breakdowns) || breakdowns.length === 0) return { ...saved.query };
  const own = saved.query['breakdownFilter'];
  return {
    ...saved.query,
    breakdownFilter: {
      ...(isObject(own) ? own : {}),
      breakdowns,
      ...(limit == null ? {} : { breakdown_limit: limit }),
    },
  };
}

const sectionOf = (link: SavedMetricLink): MetricSection =>
  link.metadata['type'] === 'secondary' ? 'secondary' : 'primary';

/** Every metric of an experiment that has a series: inline ones first, then shared ones. */
export const experimentMetrics = (store: Store, experiment: Experiment): ExperimentMetric[] => [
  ...inlineMetrics('primary', experiment.metrics),
  ...inlineMetrics('secondary', experiment.metrics_secondary),
  ...linkedMetrics(store, experiment).map(({ link, saved }): ExperimentMetric => {
    const metric = effectiveQuery(saved, link);
    return {
      section: sectionOf(link),
      uuid: stringOrNull(saved.query['uuid']) ?? '',
      fingerprint: fingerprintOf(experiment, metric),
      metric,
      link,
    };
  }),
];

const inlineMetrics = (section: MetricSection, metrics: JsonObject[]): ExperimentMetric[] =>
  metrics.map((metric) => ({
    section,
    uuid: stringOrNull(metric['uuid']) ?? '',
    fingerprint: stringOrNull(metric['fingerprint']) ?? '',
    metric,
    link: null,
  }));
