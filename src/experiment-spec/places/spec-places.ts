import { secondaryMetricShape } from '../metric-shape.ts';
import { specShape } from '../shape.ts';
import { any, list, object, type Place } from './place.ts';
import { exposureConfig, retentionStart, source } from './source.ts';

const outliers = (description: string) =>
  object(description, {
    lower_bound_percentile: any('Values below this percentile count as it, from 0 to 1.'),
    upper_bound_percentile: any('Values above this percentile count as it, from 0 to 1.'),
    ignore_zeros: any('Whether zeros are left out when the percentiles are computed.'),
  });

/** The forms of what is inside of a setting, by its name. */
const inside: Readonly<Record<string, (description: string) => Place>> = {
  source,
  series: (description) => list(description, source('A step.')),
  numerator: source,
  denominator: source,
  numerator_outlier_handling: outliers,
  denominator_outlier_handling: outliers,
  start_event: retentionStart,
  completion_event: source,
  bayesian: (description) =>
    object(description, { ci_level: any('Level of the credible interval, such as 0.95.') }),
  frequentist: (description) =>
    object(description, { alpha: any('Level of significance, such as 0.05.') }),
  cuped: (description) => object(description, { enabled: any('Whether it is used.') }),
  exposure_config: exposureConfig,
  exposure_estimate_config: (description) =>
    object(description, {
      conversionRateInputType: any('Where the rate comes from: manual or automatic.'),
      manualBaselineValue: any('The value of the baseline.'),
      manualExposureRate: any('People exposed per day.'),
      manualMetricType: any('Kind of the metric.'),
    }),
};

interface Described {
  readonly description?: string | undefined;
}

const placesOf = (shape: Readonly<Record<string, Described>>): Record<string, Place> =>
  Object.fromEntries(
    Object.entries(shape).map(([name, { description = '' }]) => [
      name,
      (inside[name] ?? any)(description),
    ]),
  );

/** The properties of a metric, those besides that stored metrics have, and `guardrail`. */
const metricPlace = object('A metric.', {
  ...placesOf(secondaryMetricShape.shape),
  uuid: any('Identifies the metric within its experiment.'),
  fingerprint: any('Computed by PostHog from the metric and the settings of the experiment.'),
  breakdownFilter: any('Properties by which results are broken down.'),
  isSharedMetric: any('Whether it is a copy of a shared metric.'),
  sharedMetricId: any('Number of that shared metric.'),
  version: any('Version of the form.'),
});

const { statsConfig, exposureCriteria, runningTime } = specShape.shape;

/** The parts of a spec in PostHog's own form, whose properties the shape of a spec leaves open. */
export const specPlaces = {
  metrics: list('The primary metrics.', metricPlace),
  secondaryMetrics: list('The secondary metrics.', metricPlace),
  statsConfig: object('Statistical settings.', placesOf(statsConfig.unwrap().shape)),
  exposureCriteria: object('Who counts as exposed.', placesOf(exposureCriteria.unwrap().shape)),
  runningTime: object('The plan of its running time.', placesOf(runningTime.unwrap().shape)),
} as const satisfies Readonly<Record<string, Place>>;
