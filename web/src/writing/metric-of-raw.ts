import type {
  FunnelOrder,
  MetricMath,
  RetentionStartHandling,
  WindowUnit,
} from './generated/graphql.ts';
import {
  emptyMetric,
  emptySource,
  type MetricForm,
  type MetricType,
  type OutlierForm,
  type SourceForm,
} from './metric-form.ts';

type Raw = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Raw =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const text = (value: unknown) => (typeof value === 'string' ? value : '');
const numeral = (value: unknown) => (typeof value === 'number' ? String(value) : '');
const percent = (value: unknown) =>
  typeof value === 'number' ? String(Number((value * 100).toFixed(4))) : '';
/** An enum value of the API for PostHog's word. */
const upper = (value: unknown) => text(value).toUpperCase();

const COMMON =
  'kind metric_type uuid name goal conversion_window conversion_window_unit fingerprint';
const OUTLIERS = 'lower_bound_percentile upper_bound_percentile ignore_zeros';

/** The properties of each type that the form has fields for. */
const FIELDS: Readonly<Record<MetricType, string>> = {
  mean: `${COMMON} ${OUTLIERS} source threshold`,
  funnel: `${COMMON} series funnel_order_type`,
  ratio: `${COMMON} numerator denominator numerator_outlier_handling denominator_outlier_handling`,
  retention: `${COMMON} start_event completion_event retention_window_start retention_window_end retention_window_unit start_handling`,
};

/** Aggregations that the form offers. */
const MATH: ReadonlySet<string> = new Set([
  '',
  'TOTAL',
  'SUM',
  'AVG',
  'MIN',
  'MAX',
  'DAU',
  'UNIQUE_SESSION',
]);

/** Something that the form has no field for. */
class Inexpressible extends Error {}

/** Whether an object has no more than these properties; null and undefined count as not there. */
function only(raw: Raw, known: string): void {
  const names = known.split(' ');
  for (const [name, value] of Object.entries(raw)) {
    if (value != null && !names.includes(name)) throw new Inexpressible(name);
  }
}

/**
 * The form of a metric that PostHog stores.
 * @returns undefined when it has settings without fields here, such as filters, actions or HogQL: a form that does not
 *   show them would lose them
 */
export function metricOfRaw(raw: unknown): MetricForm | undefined {
  try {
    return read(raw);
  } catch (error) {
    if (error instanceof Inexpressible) return undefined;
    throw error;
  }
}

function read(raw: unknown): MetricForm {
  if (!isObject(raw)) throw new Inexpressible();
  const type = text(raw['metric_type']) as MetricType;
  const fields = FIELDS[type];
  if (fields === undefined) throw new Inexpressible();
  only(raw, fields);
  const common: MetricForm = {
    ...emptyMetric,
    uuid: text(raw['uuid']) || undefined,
    type,
    name: text(raw['name']),
    goal: upper(raw['goal']) === 'DECREASE' ? 'DECREASE' : 'INCREASE',
    windowLength: numeral(raw['conversion_window']),
    windowUnit: (upper(raw['conversion_window_unit']) || 'DAY') as WindowUnit,
  };
  switch (type) {
    case 'mean':
      return {
        ...common,
        source: source(raw['source']),
        threshold: numeral(raw['threshold']),
        outliers: outliers(raw),
      };
    case 'funnel':
      return {
        ...common,
        steps: (raw['series'] as unknown[]).map(source),
        order: upper(raw['funnel_order_type']) as FunnelOrder | '',
      };
    case 'ratio':
      return {
        ...common,
        numerator: source(raw['numerator']),
        denominator: source(raw['denominator']),
        outliers: onlyOutliers(raw['numerator_outlier_handling']),
        denominatorOutliers: onlyOutliers(raw['denominator_outlier_handling']),
      };
    case 'retention': {
      const start = raw['start_event'];
      const startsAtExposure = isObject(start) && start['kind'] === 'ExperimentExposureNode';
      return {
        ...common,
        startsAtExposure,
        startEvent: startsAtExposure ? emptySource : source(start),
        startHandling: (upper(raw['start_handling']) || 'FIRST_SEEN') as RetentionStartHandling,
        completionEvent: source(raw['completion_event']),
        retentionStart: numeral(raw['retention_window_start']),
        retentionEnd: numeral(raw['retention_window_end']),
        retentionUnit: (upper(raw['retention_window_unit']) || 'DAY') as WindowUnit,
      };
    }
  }
}

function source(raw: unknown): SourceForm {
  if (!isObject(raw) || raw['kind'] !== 'EventsNode') throw new Inexpressible();
  const { properties, name, ...rest } = raw;
  // Without an event it counts every event; a name of its own is part of what results are computed by.
  if (typeof rest['event'] !== 'string' || (name != null && name !== rest['event']))
    throw new Inexpressible();
  if (Array.isArray(properties) ? properties.length > 0 : properties != null)
    throw new Inexpressible();
  only(rest, 'kind event math math_property');
  const math = upper(rest['math']) as MetricMath | '';
  if (!MATH.has(math)) throw new Inexpressible();
  return { event: rest['event'], math, mathProperty: text(rest['math_property']) };
}

const outliers = (raw: Raw): OutlierForm => ({
  lower: percent(raw['lower_bound_percentile']),
  upper: percent(raw['upper_bound_percentile']),
  ignoreZeros: raw['ignore_zeros'] === true,
});

function onlyOutliers(raw: unknown): OutlierForm {
  if (raw == null) return emptyMetric.outliers;
  if (!isObject(raw)) throw new Inexpressible();
  only(raw, OUTLIERS);
  return outliers(raw);
}
