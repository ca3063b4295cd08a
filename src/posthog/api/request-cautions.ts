import type { OperationId } from './operation-types.ts';

/** Something in a valid request that is probably not what was meant. */
export interface RequestCaution {
  /** PostHog's name of the field of the body. */
  readonly field: string;
  /** A sentence in English that names the field and its unit. */
  readonly message: string;
}

type Body = Readonly<Record<string, unknown>>;

/** A share written where percent are meant: 0.05 for 5 %. Effects that small take hundreds of millions of people. */
function fractionForPercent({ minimum_detectable_effect: effect }: Body): RequestCaution[] {
  if (typeof effect !== 'number' || !(effect > 0 && effect < 1)) return [];
  const meant = Number((effect * 100).toPrecision(6));
  return [
    {
      field: 'minimum_detectable_effect',
      message: `minimum_detectable_effect is in percent: ${effect} means ${effect} %. If ${meant} % is meant, send ${meant}.`,
    },
  ];
}

/** A percentage written where a share is meant, such as 12 for 0.12. */
function percentForFraction({ metric_type: type, baseline_value: value }: Body): RequestCaution[] {
  if (type !== 'funnel' || typeof value !== 'number' || value <= 1) return [];
  return [
    {
      field: 'baseline_value',
      message: `baseline_value of a funnel is a share from 0 to 1, and ${value} is above 1. If ${value} % is meant, send ${value / 100}.`,
    },
  ];
}

const cautions: { readonly [Id in OperationId]?: (body: Body) => RequestCaution[] } = {
  experiments_calculate_running_time_create: (body) => [
    ...fractionForPercent(body),
    ...percentForFraction(body),
  ],
};

/** What is probably wrong with the body of a request that PostHog accepts; empty for most operations. */
export function requestCautions(operation: string, body: unknown): readonly RequestCaution[] {
  if (typeof body !== 'object' || body === null) return [];
  return cautions[operation as OperationId]?.(body as Body) ?? [];
}
