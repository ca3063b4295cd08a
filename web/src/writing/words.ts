import type {
  FunnelOrder,
  MetricGoal,
  MetricMath,
  MetricRole,
  MultipleVariantHandling,
  RetentionStartHandling,
  StatsMethod,
  WindowUnit,
} from './generated/graphql.ts';
import type { FormInput } from './input-of-form.ts';
import type { MetricType } from './metric-form.ts';

// Apart from ../words.ts, as only the forms need them, which are loaded later than the list.

export const roleWords: Readonly<Record<Exclude<MetricRole, 'UNKNOWN'>, string>> = {
  PRIMARY: 'Primary',
  SECONDARY: 'Secondary',
};

export const typeWords: Readonly<Record<MetricType, string>> = {
  funnel: 'Funnel: share of people',
  mean: 'Mean: amount per person',
  ratio: 'Ratio: one by another',
  retention: 'Retention: who returns',
};

export const goalWords: Readonly<Record<Exclude<MetricGoal, 'UNKNOWN'>, string>> = {
  INCREASE: 'Higher is better',
  DECREASE: 'Lower is better',
};

export const unitWords: Readonly<Record<Exclude<WindowUnit, 'UNKNOWN'>, string>> = {
  SECOND: 'seconds',
  MINUTE: 'minutes',
  HOUR: 'hours',
  DAY: 'days',
  WEEK: 'weeks',
  MONTH: 'months',
};

/** Aggregations that PostHog accepts in new metrics and that need no more than a property. */
export const mathWords: Readonly<Partial<Record<MetricMath | '', string>>> = {
  '': 'Number of events',
  SUM: 'Sum of a property',
  AVG: 'Average of a property',
  MIN: 'Smallest value of a property',
  MAX: 'Largest value of a property',
  UNIQUE_SESSION: 'Number of sessions with the event',
  DAU: 'Whether the person has the event',
};

export const orderWords: Readonly<Record<Exclude<FunnelOrder, 'UNKNOWN'> | '', string>> = {
  '': 'In order (PostHog’s default)',
  ORDERED: 'In order, with other events between',
  STRICT: 'In order, with no event between',
  UNORDERED: 'In any order',
};

export const startWords: Readonly<Record<Exclude<RetentionStartHandling, 'UNKNOWN'>, string>> = {
  FIRST_SEEN: 'The first start event',
  LAST_SEEN: 'The last start event',
};

export const multipleVariantWords: Readonly<
  Record<Exclude<MultipleVariantHandling, 'UNKNOWN'> | '', string>
> = {
  '': 'PostHog’s default',
  EXCLUDE: 'Leave them out',
  FIRST_SEEN: 'Count them for the first variant they saw',
};

export const methodWords: Readonly<Record<Exclude<StatsMethod, 'UNKNOWN'> | '', string>> = {
  '': 'The project’s default',
  BAYESIAN: 'Bayesian: chance to win',
  FREQUENTIST: 'Frequentist: p-value',
};

/** Fields of an experiment, as a sentence lists them. */
export const fieldWords: Readonly<Partial<Record<keyof FormInput, string>>> = {
  name: 'name',
  description: 'hypothesis',
  tags: 'tags',
  variants: 'variants',
  rolloutPercentage: 'share of people',
  metrics: 'primary metrics',
  secondaryMetrics: 'secondary metrics',
  savedMetrics: 'shared metrics',
  holdoutId: 'holdout',
  exposureCriteria: 'exposure',
  statsConfig: 'statistics',
  runningTime: 'planned running time',
};
