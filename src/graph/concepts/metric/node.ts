import type { ExperimentNode } from '../experiment/ref.ts';
import type { WithProperty } from '../experiment/loader.ts';
import { localId } from '../../core/global-id.ts';
import { unknownEnumValue } from '../../core/unknown-enum-value.ts';
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
  if (metric.metric_type === 'mean') return [metric.source];
  if (metric.metric_type === 'funnel') return metric.series;
  return metric.metric_type === 'ratio'
    ? [metric.numerator, metric.denominator]
    : [retentionStart(metric.start_event), metric.completion_event];
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

const typenames = {
  mean: 'MeanMetric',
  funnel: 'FunnelMetric',
  ratio: 'RatioMetric',
  retention: 'RetentionMetric',
} as const;

export type MetricTypename = (typeof typenames)[keyof typeof typenames] | 'LegacyMetric';

/** True for the current engine's metrics, which have a goal and a conversion window. */
export function isCurrent(metric: StoredMetric): metric is Wire['ExperimentMetric'] {
  return metric.kind === 'ExperimentMetric';
}

/**
 * The GraphQL type of a stored metric.
 * @throws GraphQLError UPSTREAM_MALFORMED for a kind this API does not know.
 */
export function metricTypename(metric: StoredMetric): MetricTypename {
  if (metric.kind === 'ExperimentTrendsQuery' || metric.kind === 'ExperimentFunnelsQuery') {
    return 'LegacyMetric';
  }
  const known: MetricTypename | undefined = typenames[metric.metric_type];
  if (known !== undefined) return known;
  throw unknownEnumValue('metric', (metric as { metric_type?: unknown }).metric_type);
}

/** Local part of a metric's global id: `project:experiment:uuid`, or `project:saved:number` for a definition. */
export function metricLocalId({ projectId, use, savedMetricId }: MetricNode): string {
  if (!use) return `${projectId}:saved:${savedMetricId}`;
  return `${localId({ projectId, posthogId: use.experiment.row.id })}:${use.key}`;
}
