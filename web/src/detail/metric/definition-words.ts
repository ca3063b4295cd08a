import { plural, share } from '../../format.ts';
import type {
  MetricMath,
  OutliersFragment,
  RetentionStartHandling,
  SourceFragment,
  WindowUnit,
} from '../generated/graphql.ts';
import { goalOf } from '../scorecard/scorecard-rows.ts';
import type { FoundMetric } from '../use-results.ts';

type Fact = readonly [label: string, text: string];

/** How a metric is measured: what kind it is, the events it counts, and the settings that change its result. */
export function definitionOf(metric: FoundMetric): Fact[] {
  const facts: (Fact | false)[] = [
    ...kindOf(metric),
    ['Counts', windowOf(metric)],
    goalOf(metric) !== '' && ['Goal', goalOf(metric)],
    [
      'Shared',
      metric.isShared === true
        ? 'Yes: other experiments may use it, and a change of it changes them too.'
        : 'No, it belongs to this experiment.',
    ],
  ];
  return facts.filter((fact) => fact !== false);
}

const orders = {
  ORDERED: 'in this order',
  STRICT: 'in this order, with no other event between them',
  UNORDERED: 'in any order',
  UNKNOWN: 'in an order that this app does not know',
} as const;

const handlings: Readonly<Record<RetentionStartHandling, string>> = {
  FIRST_SEEN: 'the first one counts',
  LAST_SEEN: 'the last one counts',
  UNKNOWN: 'which one counts is not known',
};

function kindOf(metric: FoundMetric): Fact[] {
  switch (metric.__typename) {
    case 'FunnelMetric': {
      const order = orders[metric.funnelOrderType ?? 'ORDERED'];
      const steps = (metric.series ?? []).map((step) =>
        step === null ? 'a step that cannot be read' : sourceOf(step),
      );
      return [
        ['Kind', `Funnel: the share of exposed people who complete the steps, ${order}.`],
        ['Steps', steps.join(' → ')],
      ];
    }
    case 'MeanMetric':
      return [
        [
          'Kind',
          metric.threshold == null
            ? 'Mean: a value for each exposed person, averaged.'
            : `Share of people whose value is at least ${metric.threshold}.`,
        ],
        ['Value', metric.source ? sourceOf(metric.source) : 'not known'],
        ['Extreme values', outliersOf(metric)],
      ];
    case 'RatioMetric':
      return [
        ['Kind', 'Ratio: one sum divided by another.'],
        ['Numerator', metric.numerator ? sourceOf(metric.numerator) : 'not known'],
        ['Denominator', metric.denominator ? sourceOf(metric.denominator) : 'not known'],
        ['Extreme numerators', outliersOf(metric.numeratorOutlierHandling)],
        ['Extreme denominators', outliersOf(metric.denominatorOutlierHandling)],
      ];
    case 'RetentionMetric': {
      const { retentionWindowStart: from, retentionWindowEnd: to, startHandling } = metric;
      const unit = unitOf(metric.retentionWindowUnit, to ?? 0);
      const handling = startHandling === null ? '' : ` (of several, ${handlings[startHandling]})`;
      return [
        [
          'Kind',
          `Retention: the share of people who come back ${from ?? 0} to ${to ?? 0} ${unit} after the start.`,
        ],
        ['Start', `${metric.startEvent ? sourceOf(metric.startEvent) : 'not known'}${handling}`],
        ['Return', metric.completionEvent ? sourceOf(metric.completionEvent) : 'not known'],
      ];
    }
    case 'LegacyMetric':
      return [['Kind', `Legacy metric (${metric.kind ?? 'unknown'}), of PostHog’s older engine.`]];
    case 'UnknownMetric':
      return [['Kind', `“${metric.typeText ?? 'unknown'}”, which this app does not know.`]];
  }
}

const units: Readonly<Record<WindowUnit, string>> = {
  SECOND: 'second',
  MINUTE: 'minute',
  HOUR: 'hour',
  DAY: 'day',
  WEEK: 'week',
  MONTH: 'month',
  UNKNOWN: 'unit',
};

const unitOf = (unit: WindowUnit | null, count: number) =>
  `${units[unit ?? 'UNKNOWN']}${count === 1 ? '' : 's'}`;

function windowOf({ conversionWindow: window, conversionWindowUnit: unit }: FoundMetric): string {
  return window == null
    ? 'Events from the exposure to the end of the experiment.'
    : `Events within ${window} ${unitOf(unit, window)} after the exposure.`;
}

/** What happens to extreme values, by percentile. */
function outliersOf(handling: Omit<OutliersFragment, '__typename'> | null): string {
  const { lowerBoundPercentile: low, upperBoundPercentile: high, ignoreZeros } = handling ?? {};
  const bounds = [
    ...(low == null ? [] : [`those below the ${percentile(low)} are raised to it`]),
    ...(high == null ? [] : [`those above the ${percentile(high)} are lowered to it`]),
  ];
  if (bounds.length === 0) return 'They count as they are.';
  const zeros = ignoreZeros === true ? '; zeros are ignored for the percentiles' : '';
  return `Of the values, ${bounds.join(' and ')}${zeros}.`;
}

const percentile = (fraction: number) => `${share(fraction).replace('%', '')}th percentile`;

/** How an event is aggregated; where that is a property, its name follows. */
const maths: Readonly<Partial<Record<MetricMath, string>>> = {
  TOTAL: 'number of',
  DAU: 'people with',
  UNIQUE_SESSION: 'sessions with',
  UNIQUE_GROUP: 'groups with',
  WEEKLY_ACTIVE: 'people, within a week, with',
  MONTHLY_ACTIVE: 'people, within a month, with',
  SUM: 'sum of',
  AVG: 'average of',
  MEDIAN: 'median of',
  MIN: 'smallest',
  MAX: 'largest',
  P75: '75th percentile of',
  P90: '90th percentile of',
  P95: '95th percentile of',
  P99: '99th percentile of',
};

/** An event, action or table with how it is counted: “sum of amount of “paid”, 1 filter”. */
function sourceOf(source: SourceFragment): string {
  const { math, mathText, mathProperty, mathHogql, properties } = source;
  const filters = properties?.length ? `, ${plural(properties.length, 'filter')}` : '';
  const what = `${nameOfSource(source)}${filters}`;
  if (math == null || math === 'TOTAL') return what;
  if (math === 'HOGQL') return `${mathHogql ?? 'expression'} of ${what}`;
  const words = maths[math] ?? (mathText ?? math).replaceAll('_', ' ').toLowerCase();
  return mathProperty == null ? `${words} ${what}` : `${words} ${mathProperty} of ${what}`;
}

function nameOfSource(source: SourceFragment): string {
  const { customName, name } = source;
  switch (source.__typename) {
    case 'EventSource':
      return quoted(customName ?? source.event ?? name, 'any event');
    case 'ActionSource':
      return `action ${quoted(customName ?? name, String(source.actionId ?? 'without a name'))}`;
    case 'WarehouseSource':
    case 'LegacyWarehouseSource':
      return `table ${quoted(customName ?? source.tableName ?? name, 'without a name')}`;
    case 'ExposureSource':
      return 'the first exposure';
    case 'UnknownSource':
      return quoted(customName ?? name, 'a source that this app does not know');
  }
}

const quoted = (name: string | null, otherwise: string) => (name ? `“${name}”` : otherwise);
