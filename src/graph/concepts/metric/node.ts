import type { ExperimentNode } from '../experiment/ref.ts';
import type { WithProperty } from '../experiment/loader.ts';
import { localId } from '../../core/global-id.ts';
import type { Wire } from '../../core/wire.ts';

/** What a metric may count, as PostHog stores it; discriminated by `kind`. */
export type MetricSourceShape =
  Wire['ExperimentMetricSource'] | Wire['DataWarehouseNode'] | ExposureStart;

/** The start of a retention at the first exposure. It has none of the properties of the other sources. */
type ExposureStart = Pick<Wire['ExperimentExposureNode'], 'kind'> &
  Readonly<Partial<Record<SharedProperty, undefined>>>;
type SharedProperty =
  | 'custom_name'
  | 'fixedProperties'
  | 'math'
  | 'math_group_type_index'
  | 'math_hogql'
  | 'math_multiplier'
  | 'math_property'
  | 'math_property_revenue_currency'
  | 'math_property_type'
  | 'name'
  | 'optionalInFunnel'
  | 'properties'
  | 'version';

/** What opens the window of a retention metric. */
export const retentionStart = (start: Wire['ExperimentRetentionStart']): MetricSourceShape =>
  start.kind === 'ExperimentExposureNode' ? { kind: start.kind } : start;

/** All sources that a metric counts, whatever its kind. */
export function sourcesOf(metric: StoredMetric): readonly MetricSourceShape[] {
  if (metric.kind === 'ExperimentTrendsQuery') return metric.count_query.series;
  if (metric.kind === 'ExperimentFunnelsQuery') return metric.funnels_query.series;
  switch (metric.metric_type) {
    case 'mean':
      return [metric.source];
    case 'funnel':
      return metric.series;
    case 'ratio':
      return [metric.numerator, metric.denominator];
    case 'retention':
      return [retentionStart(metric.start_event), metric.completion_event];
    default:
      return [];
  }
}

/** A metric as PostHog stores it: four kinds of the current engine, two of the retired one. */
export type StoredMetric = Wire['ExperimentStoredMetric'];
export type MetricRoleValue = 'primary' | 'secondary';

/**
 * The experiment that measures a metric. `experiment.row` includes the metrics and settings that
 * lists omit.
 */
export interface MetricUse {
  readonly experiment: ExperimentNode & { readonly row: WithProperty<'metrics'> };
  readonly role: MetricRoleValue;
  /** Link of a shared metric to the experiment; null for a metric the experiment owns. */
  readonly link: Wire['ExperimentToSavedMetric'] | null;
  /**
   * The metric's uuid; legacy metrics without one are identified by their position. Unique in the
   * experiment.
   */
  readonly key: string;
}

/** A metric of an experiment (`use`), or the bare definition of a shared metric (`use` is null). */
export interface MetricNode<Metric extends StoredMetric = StoredMetric> {
  readonly projectId: string;
  readonly metric: Metric;
  readonly use: MetricUse | null;
  /** PostHog's number of the shared metric this is, or is linked from; null for others. */
  readonly savedMetricId: number | null;
  /** The metric's own name, else the shared metric's. */
  readonly name: string | null;
}

/** True for a metric that decides the experiment. */
export const isPrimary = ({ use }: MetricNode): boolean => use?.role !== 'secondary';

/** What people call a metric. */
export const nameOf = ({ name, metric }: MetricNode): string =>
  name || (metric.uuid ?? 'without a name');

const typenames = {
  mean: 'MeanMetric',
  funnel: 'FunnelMetric',
  ratio: 'RatioMetric',
  retention: 'RetentionMetric',
} as const;

export type MetricTypename =
  (typeof typenames)[keyof typeof typenames] | 'LegacyMetric' | 'UnknownMetric';

/** True for the current engine's metrics, which have a goal and a conversion window. */
export function isCurrent(metric: StoredMetric): metric is Wire['ExperimentMetric'] {
  return metric.kind === 'ExperimentMetric' && Object.hasOwn(typenames, metric.metric_type);
}

/** The GraphQL type of a stored metric; one that a newer PostHog has added is an `UnknownMetric`. */
export function metricTypename(metric: StoredMetric): MetricTypename {
  if (metric.kind === 'ExperimentTrendsQuery' || metric.kind === 'ExperimentFunnelsQuery') {
    return 'LegacyMetric';
  }
  return isCurrent(metric) ? typenames[metric.metric_type] : 'UnknownMetric';
}

/** PostHog's word for the direction that counts as an improvement; null for a metric of an unknown type. */
export function goalOf(metric: StoredMetric): string | null {
  if (isCurrent(metric)) return metric.goal ?? 'increase';
  return metricTypename(metric) === 'LegacyMetric' ? 'increase' : null;
}

/** Local part of a metric's global id: `project:experiment:uuid`, or `project:saved:number` for a definition. */
export function metricLocalId({ projectId, use, savedMetricId }: MetricNode): string {
  if (!use) return `${projectId}:saved:${savedMetricId}`;
  return `${localId({ projectId, posthogId: use.experiment.row.id })}:${use.key}`;
}
