import { z } from 'zod';

/** The kinds of metrics of the retired engine: they can be read and left unchanged, not written. */
const LEGACY_KINDS = ['ExperimentTrendsQuery', 'ExperimentFunnelsQuery'] as const;

/** True for the `kind` of a metric of PostHog's retired engine. */
export const isLegacyKind = (kind: unknown): boolean =>
  (LEGACY_KINDS as readonly unknown[]).includes(kind);

const metric = z.looseObject({
  kind: z
    .enum(['ExperimentMetric', ...LEGACY_KINDS])
    .default('ExperimentMetric')
    .describe(
      "PostHog's kind. Metrics of its retired engine have one of the other two; they are left as they are.",
    ),
  metric_type: z
    .enum(['mean', 'funnel', 'ratio', 'retention'])
    .optional()
    .describe(
      'What is computed: `mean` uses source; `funnel`, series; `ratio`, numerator and denominator; `retention`, start_event and completion_event.',
    ),
  name: z.string().nullish().describe('Name of the metric, as results show it.'),
  goal: z
    .enum(['increase', 'decrease'])
    .nullish()
    .describe('Which direction is better. PostHog assumes increase.'),
  conversion_window: z
    .number()
    .nullish()
    .describe('How long after the exposure an event counts, in conversion_window_unit.'),
  conversion_window_unit: z
    .string()
    .nullish()
    .describe('Unit of conversion_window: second, minute, hour, day, week or month.'),
  source: z.unknown().optional().describe("Event or action of a `mean` metric, in PostHog's form."),
  series: z.unknown().optional().describe("Steps of a `funnel` metric, in PostHog's form."),
  funnel_order_type: z
    .string()
    .nullish()
    .describe('Order of the steps: ordered, strict or unordered.'),
  numerator: z.unknown().optional().describe("Numerator of a `ratio` metric, in PostHog's form."),
  denominator: z
    .unknown()
    .optional()
    .describe("Denominator of a `ratio` metric, in PostHog's form."),
  numerator_outlier_handling: z
    .unknown()
    .optional()
    .describe('Bounds of the numerator: lower and upper percentile, and whether zeros count.'),
  denominator_outlier_handling: z
    .unknown()
    .optional()
    .describe('Bounds of the denominator: lower and upper percentile, and whether zeros count.'),
  start_event: z.unknown().optional().describe('What starts the window of a `retention` metric.'),
  completion_event: z.unknown().optional().describe('What counts as a return of a person.'),
  retention_window_start: z
    .number()
    .nullish()
    .describe('Start of the window of a `retention` metric, in retention_window_unit.'),
  retention_window_end: z
    .number()
    .nullish()
    .describe('End of the window of a `retention` metric, in retention_window_unit.'),
  retention_window_unit: z.string().nullish().describe('Unit of the window: hour, day and so on.'),
  start_handling: z.string().nullish().describe('Which start counts: first_seen or last_seen.'),
  threshold: z
    .number()
    .nullish()
    .describe('A person counts as converted from this value on; a positive number.'),
  lower_bound_percentile: z
    .number()
    .nullish()
    .describe('Values below this percentile count as it, from 0 to 1.'),
  upper_bound_percentile: z
    .number()
    .nullish()
    .describe('Values above this percentile count as it, from 0 to 1.'),
  ignore_zeros: z
    .boolean()
    .nullish()
    .describe('Whether zeros are left out when the percentiles are computed.'),
});

/** A metric in PostHog's own form; uuid and fingerprint belong to one experiment and are not part of a spec. */
export const metricShape = metric.describe(
  "A metric in PostHog's own form. Properties that PostHog's contract does not name are refused, unless PostHog has stored them.",
);

/** A secondary metric, which may be a guardrail. */
export const secondaryMetricShape = metric
  .extend({
    guardrail: z
      .boolean()
      .optional()
      .describe(
        'Whether the metric must not get worse. PostHog has no such setting, so its name says it: "(guardrail)" is added to the stored name.',
      ),
  })
  .describe(
    "A secondary metric in PostHog's own form. Properties that PostHog's contract does not name are refused, unless PostHog has stored them.",
  );
