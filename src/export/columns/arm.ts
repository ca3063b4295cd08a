import type {
  ExportedArmFragment,
  ExportedExperimentFragment,
  ExportedVariantFragment,
} from '../../graph-client/generated/graphql.ts';
import type { Column } from './column.ts';
import { identity } from './experiment.ts';

/** A metric of an experiment, whatever its kind. */
export interface ExportedMetric {
  readonly __typename: string;
  readonly uuid: string | null;
  readonly name: string | null;
  readonly role: string | null;
  readonly goal: string | null;
  readonly goalText: string | null;
  readonly isShared: boolean | null;
}

/** One arm in a result of a metric. `arm` is undefined where the metric has no result. */
export interface ArmSource {
  readonly experiment: ExportedExperimentFragment;
  readonly metric: ExportedMetric;
  readonly arm: ExportedArmFragment | ExportedVariantFragment | undefined;
  readonly isBaseline: boolean;
  /** Why nothing was computed, in PostHog's words. */
  readonly error: string | null;
}

/** What the other arms have, and the baseline has not. */
const compared = ({ arm }: ArmSource): ExportedVariantFragment | undefined =>
  arm && 'delta' in arm ? arm : undefined;

type ArmColumn = Column<ArmSource>;

/** The metric that a row is about. */
export const metricColumns: readonly ArmColumn[] = [
  ...identity.map(({ of, ...head }): ArmColumn => ({ ...head, of: (row) => of(row.experiment) })),
  {
    name: 'metric_uuid',
    type: 'text',
    description: "PostHog's ID of the metric, unique within its experiment",
    of: ({ metric }) => metric.uuid,
  },
  {
    name: 'metric_name',
    type: 'text',
    description: 'Name of the metric',
    of: ({ metric }) => metric.name,
  },
  {
    name: 'metric_type',
    type: 'text',
    description: '`funnel`, `mean`, `ratio`, `retention`, `legacy` or `unknown`',
    of: ({ metric }) => metric.__typename.replace(/Metric$/, '').toLowerCase(),
  },
  {
    name: 'metric_role',
    type: 'text',
    description: '`primary` or `secondary`',
    of: ({ metric }) => metric.role?.toLowerCase(),
  },
  {
    name: 'metric_goal',
    type: 'text',
    description: '`increase` or `decrease`: the direction that is an improvement',
    of: ({ metric }) => metric.goalText ?? metric.goal?.toLowerCase(),
  },
  {
    name: 'metric_shared',
    type: 'boolean',
    description: 'Whether it is a shared metric',
    of: ({ metric }) => metric.isShared,
  },
];

/** What is known of an arm: totals, and for the others than the baseline the comparison with it. */
export const armColumns: readonly ArmColumn[] = [
  {
    name: 'variant',
    type: 'text',
    description:
      'Key of the variant, or `holdout-` and the number of the holdout for its people, who take no part; null in the row of a metric without a result',
    of: ({ arm }) => arm?.key,
  },
  {
    name: 'is_baseline',
    type: 'boolean',
    description: 'Whether the others are compared with it',
    of: ({ arm, isBaseline }) => (arm ? isBaseline : null),
  },
  {
    name: 'samples',
    type: 'integer',
    description: 'People exposed to the variant',
    of: ({ arm }) => arm?.samples,
  },
  {
    name: 'sum',
    type: 'number',
    description:
      'Sum of the values, in the unit of the metric; for funnels and retention, people who converted or returned',
    of: ({ arm }) => arm?.sum,
  },
  {
    name: 'denominator_sum',
    type: 'number',
    description: 'Sum of the denominator; ratio and retention only',
    of: ({ arm }) => arm?.denominatorSum,
  },
  {
    name: 'mean',
    type: 'number',
    isComputed: true,
    description:
      '`sum / samples`, or `sum / denominator_sum` for ratio and retention; for funnels a rate from 0 to 1',
    of: ({ arm }) => arm?.mean,
  },
  {
    name: 'delta',
    type: 'number',
    isComputed: true,
    description:
      '`(mean − mean of the baseline) / mean of the baseline`, as a fraction: 0.05 is 5 % more',
    of: (row) => compared(row)?.delta,
  },
  {
    name: 'estimated_change',
    type: 'number',
    isComputed: true,
    description:
      "The relative change that PostHog's statistics estimate, as a fraction: the middle of the interval. With CUPED it differs from `delta`, even in its sign",
    of: (row) => compared(row)?.estimatedChange,
  },
  {
    name: 'interval_lower',
    type: 'number',
    description: "Lower end of PostHog's interval for the relative change, as a fraction",
    of: (row) => compared(row)?.interval?.lower,
  },
  {
    name: 'interval_upper',
    type: 'number',
    description: 'Upper end of that interval',
    of: (row) => compared(row)?.interval?.upper,
  },
  {
    name: 'interval_level',
    type: 'number',
    description: 'Level of both intervals, from 0 to 1',
    of: (row) => compared(row)?.interval?.level,
  },
  {
    name: 'sequential_lower',
    type: 'number',
    isComputed: true,
    description: 'Lower end of the [always-valid interval](deciding.md#looking-every-day)',
    of: (row) => compared(row)?.sequentialInterval?.lower,
  },
  {
    name: 'sequential_upper',
    type: 'number',
    isComputed: true,
    description: 'Upper end of that interval',
    of: (row) => compared(row)?.sequentialInterval?.upper,
  },
  {
    name: 'method',
    type: 'text',
    description: '`bayesian` or `frequentist`',
    of: (row) => compared(row)?.methodText,
  },
  {
    name: 'p_value',
    type: 'number',
    description: 'Two-sided p-value, not corrected for the number of comparisons; frequentist only',
    of: (row) => compared(row)?.pValue,
  },
  {
    name: 'chance_to_win',
    type: 'number',
    description: 'Probability that the value increased, whatever the goal; bayesian only',
    of: (row) => compared(row)?.chanceToWin,
  },
  {
    name: 'chance_to_improve',
    type: 'number',
    isComputed: true,
    description:
      '`chance_to_win`, or 1 minus it if the goal is `decrease`: what PostHog’s app shows',
    of: (row) => compared(row)?.chanceToImprove,
  },
  {
    name: 'direction',
    type: 'text',
    isComputed: true,
    description:
      '`better`, `worse` or `unchanged`: whether the change that PostHog’s statistics describe has the direction of the goal, significant or not: the middle of the interval, without one the chance to win, without both `delta`',
    of: (row) => compared(row)?.direction?.toLowerCase(),
  },
  {
    name: 'significant',
    type: 'boolean',
    description:
      'Whether PostHog considers the change significant, in either direction; not corrected',
    of: (row) => compared(row)?.significant,
  },
  {
    name: 'failures',
    type: 'json',
    description: "List of PostHog's reasons why there are no statistics; empty if there are",
    of: ({ arm }) => arm?.failuresText,
  },
  {
    name: 'error',
    type: 'text',
    description: 'Why PostHog could not compute the metric',
    of: ({ error }) => error,
  },
];
