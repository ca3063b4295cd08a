import type { JsonSchema } from '../../api/openapi.ts';
import { nullable, falseOrEmpty } from './scalars.ts';
import type { Reader } from './reader.ts';

/**
 * Properties that the contract requires and that some servers, or rows they stored long ago, do not have
 * or have as null: they were added later (docs/posthog/server-versions.md), or PostHog never checked
 * them. What reads one of them handles undefined and null.
 */
const missing: Readonly<Record<string, readonly string[]>> = {
  Experiment: ['status', 'is_legacy', 'version'],
  ExperimentBasic: ['status', 'is_legacy'],
  ExperimentMetricsRecalculationLatest: ['result_source'],
  FeatureFlagMultivariateVariantSchema: ['rollout_percentage'],
};

/**
 * Schemas that are passed through as JSON and never read by their properties. Their many alternatives
 * describe filters, of which PostHog adds new kinds without notice.
 */
const open: ReadonlySet<string> = new Set([
  'AnyPropertyFilter',
  'FeatureFlagFilterPropertySchema',
  'PropertyFilterValue',
  'PropertyGroupFilter',
  'SetupContextPropertyFilter',
]);

const stats = (kind: string) => ({ $ref: `#/components/schemas/${kind}` });

/** Properties that this product reads although the contract does not declare them, or not their items. */
const texts: JsonSchema = { type: 'array', items: { type: 'string' } };

const undeclared: Readonly<Record<string, Readonly<Record<string, JsonSchema>>>> = {
  FeatureFlag: { tags: texts, evaluation_contexts: texts },
  ExperimentSavedMetric: { tags: texts },
  RecalculationMetricRetry: { next_retry_at: { type: ['string', 'null'], format: 'date-time' } },
  ExperimentQueryResponse: {
    breakdown_results: {
      type: ['array', 'null'],
      items: {
        type: 'object',
        required: ['breakdown_value', 'variants'],
        properties: {
          breakdown_value: { type: 'array', items: { type: 'string' } },
          baseline: { anyOf: [stats('ExperimentStatsBaseValidated'), { type: 'null' }] },
          variants: {
            type: 'array',
            items: {
              anyOf: [
                stats('ExperimentVariantResultBayesian'),
                stats('ExperimentVariantResultFrequentist'),
              ],
            },
          },
        },
      },
    },
  },
};

/** Further properties of a schema of the contract. */
export const undeclaredOf = (
  schema: string | undefined,
): Readonly<Record<string, JsonSchema>> | undefined =>
  schema === undefined ? undefined : undeclared[schema];

/** True for a schema of the contract whose values are used as they are. */
export const isOpen = (schema: string | undefined): boolean =>
  schema !== undefined && open.has(schema);

/** True for a required property that may be missing or null all the same. */
export const mayBeMissing = (schema: string | undefined, property: string): boolean =>
  schema !== undefined && (missing[schema]?.includes(property) ?? false);

/** The reader of a property that may be null although the contract does not say so. */
export const withOptional = (reader: Reader): Reader => nullable(reader, falseOrEmpty);
