import type {
  CalculateRunningTimeInput,
  RunningTimeMetricType,
} from '../writing/generated/graphql.ts';
import { FoundFaults } from '../writing/found-faults.ts';
import type { Fault } from '../writing/faults.ts';

/** What was entered in the planner, as it was typed. */
export interface Plan {
  readonly metricType: RunningTimeMetricType;
  /** Percent for funnels, otherwise in the unit of the metric. */
  readonly baseline: string;
  /** Of ratio and retention metrics. */
  readonly variance: string;
  /** Percent. */
  readonly effect: string;
  readonly peoplePerDay: string;
  readonly arms: string;
}

/** What the planner hands over to the form. */
export interface PlannedTime {
  /** Percent. */
  readonly effect: string;
  readonly people: number;
  /** Null if the number of people a day is not known. */
  readonly days: number | null;
}

export const planTypeWords: Readonly<Record<RunningTimeMetricType, string>> = {
  FUNNEL: 'Conversion rate',
  MEAN_COUNT: 'Number of events per person',
  MEAN_SUM_OR_AVG: 'Sum or average per person',
  RATIO: 'Ratio',
  RETENTION: 'Retention',
};

/** Whether PostHog needs the variance, which it works out by itself for the other types. */
export const needsVariance = ({ metricType }: Plan) =>
  metricType === 'RATIO' || metricType === 'RETENTION';

/** What is wrong with what was entered. Empty fields are not wrong yet. */
export function checkPlan(plan: Plan): Fault[] {
  const faults = new FoundFaults();
  const positive = { min: Number.MIN_VALUE };
  faults.number(
    'plan.baseline',
    plan.baseline,
    plan.metricType === 'FUNNEL' ? { ...positive, max: 100 } : positive,
    plan.metricType === 'FUNNEL'
      ? 'A conversion rate is a percentage above 0, up to 100.'
      : 'The value today is a number above 0.',
  );
  if (needsVariance(plan))
    faults.number('plan.variance', plan.variance, positive, 'The variance is a number above 0.');
  faults.number('plan.effect', plan.effect, positive, 'The effect is a percentage above 0.');
  faults.number(
    'plan.peoplePerDay',
    plan.peoplePerDay,
    positive,
    'People a day is a number above 0, or empty.',
  );
  faults.number(
    'plan.arms',
    plan.arms,
    { min: 2, max: 20, whole: true },
    'An experiment has 2 to 20 variants, the baseline among them.',
  );
  return faults.found;
}

/** The calculation to ask for; undefined while something is missing or wrong. */
export function calculationOf(plan: Plan): CalculateRunningTimeInput | undefined {
  const isMissing = [
    plan.baseline,
    plan.effect,
    plan.arms,
    needsVariance(plan) ? plan.variance : '-',
  ].some((text) => text.trim() === '');
  if (isMissing || checkPlan(plan).length > 0) return undefined;
  return {
    metricType: plan.metricType,
    baselineValue:
      plan.metricType === 'FUNNEL'
        ? Number((Number(plan.baseline) / 100).toFixed(8))
        : Number(plan.baseline),
    ...(needsVariance(plan) && { variance: Number(plan.variance) }),
    minimumDetectableEffect: Number(plan.effect),
    numberOfVariants: Number(plan.arms),
    ...(plan.peoplePerDay.trim() !== '' && { exposureRatePerDay: Number(plan.peoplePerDay) }),
  };
}
