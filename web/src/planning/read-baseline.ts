import type { BaselineQuery } from '../writing/generated/graphql.ts';
import type { Plan } from './plan.ts';

interface Baseline {
  /** The kind of metric that the value is of. */
  readonly type: Plan['metricType'] | undefined;
  readonly baseline: string | undefined;
  readonly peoplePerDay: string | undefined;
}

/**
 * What PostHog says of two events, as the planner takes it: a conversion rate if both are known, otherwise the number
 * of events per person. Undefined is what it does not say.
 * @param wanted the kind of metric that was chosen: a count stays one, although a rate is known too
 */
export function readBaseline(
  context: BaselineQuery['experimentSetupContext'] | undefined,
  wanted: Plan['metricType'],
): Baseline {
  const metric = context?.candidateMetric?.data;
  const rate = metric?.conversionRate;
  const { numberOfSamples, sum } = metric?.meanCountBaselineStats ?? {};
  const mean = numberOfSamples ? (sum ?? 0) / numberOfSamples : undefined;
  const perDay = context?.targetSurface?.data?.exposuresPerDayEstimate;
  const peoplePerDay = perDay == null ? undefined : String(Math.round(perDay));
  if (rate != null && wanted !== 'MEAN_COUNT')
    return { type: 'FUNNEL', baseline: String(Number((rate * 100).toPrecision(4))), peoplePerDay };
  return {
    type: mean === undefined ? undefined : 'MEAN_COUNT',
    baseline: mean === undefined ? undefined : String(Number(mean.toPrecision(4))),
    peoplePerDay,
  };
}
