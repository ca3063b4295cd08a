import type { OperationId } from './operation-types.ts';
import type { components } from './types.generated.ts';

/** Something in a valid request that is probably not what was meant. */
export interface RequestCaution {
  /** PostHog's name of the field of the body. */
  readonly field: string;
  /** What it means and what may be meant, in English. */
  readonly message: string;
}

type Stats = components['schemas']['RunningTimeBaselineStats'];
type Body = Readonly<Record<string, unknown>>;

/** A share written where percent are meant: 0.05 for 5 %. Effects that small take hundreds of millions of people. */
function fractionForPercent({ minimum_detectable_effect: effect }: Body): RequestCaution[] {
  if (typeof effect !== 'number' || !(effect > 0 && effect < 1)) return [];
  const meant = Number((effect * 100).toPrecision(6));
  return [
    {
      field: 'minimum_detectable_effect',
      message: `The effect is in percent: ${effect} means ${effect} %. If ${meant} % is meant, give ${meant}.`,
    },
  ];
}

/** The types whose values are shares of people. */
const shares: ReadonlySet<unknown> = new Set(['funnel', 'retention']);

/** A percentage written where a share is meant, such as 12 for 0.12. */
function percentForFraction({ metric_type: type, baseline_value: value }: Body): RequestCaution[] {
  if (!shares.has(type) || typeof value !== 'number' || value <= 1) return [];
  return [
    {
      field: 'baseline_value',
      message: `The baseline of a ${String(type)} metric is a share from 0 to 1, and ${value} is above 1. If ${value} % is meant, give ${Number((value / 100).toPrecision(6))}.`,
    },
  ];
}

/** A share that cannot become so much larger, because it would be above 1. */
function moreThanAll(body: Body): RequestCaution[] {
  const { metric_type: type, minimum_detectable_effect: effect } = body;
  const share = shares.has(type) ? baselineOf(body) : undefined;
  if (typeof effect !== 'number' || share === undefined || !(share > 0 && share <= 1)) return [];
  if (share * (1 + effect / 100) <= 1) return [];
  return [
    {
      field: 'minimum_detectable_effect',
      message: `${inPercent(share)} % increased by ${effect} % would be more than 100 %. Only a decrease of that size can be detected.`,
    },
  ];
}

const inPercent = (share: number) => Number((share * 100).toPrecision(6));

/** The share that PostHog calculates with: the given one, or that of the sums. */
function baselineOf(body: Body): number | undefined {
  if (typeof body['baseline_value'] === 'number') return body['baseline_value'];
  const stats = body['baseline_stats'] as Partial<Stats> | null | undefined;
  if (typeof stats !== 'object' || stats === null) return undefined;
  const { sum, step_counts: steps, number_of_samples: people, denominator_sum: started } = stats;
  const share =
    body['metric_type'] === 'funnel'
      ? Number(steps?.at(-1) ?? sum) / Number(people)
      : Number(sum) / Number(started);
  return Number.isFinite(share) ? share : undefined;
}

const cautions: { readonly [Id in OperationId]?: (body: Body) => RequestCaution[] } = {
  experiments_calculate_running_time_create: (body) => [
    ...fractionForPercent(body),
    ...percentForFraction(body),
    ...moreThanAll(body),
  ],
};

/** What is probably wrong with the body of a request that PostHog accepts; empty for most operations. */
export function requestCautions(operation: string, body: unknown): readonly RequestCaution[] {
  if (typeof body !== 'object' || body === null) return [];
  return cautions[operation as OperationId]?.(body as Body) ?? [];
}
