import type { components } from '../../posthog/api/types.generated.ts';
import { invalid, requiredError } from '../model/errors.ts';
import {
  bodyObject,
  choice,
  integer,
  listOf,
  need,
  nullable,
  objectField,
  optional,
} from './fields.ts';
import type { Field } from './fields.ts';

type Input = components['schemas']['RunningTimeCalculationInput'];
type Stats = components['schemas']['RunningTimeBaselineStats'];

const number: Field<number> = (value, attr) => {
  if (value === null) throw invalid('This field may not be null.', attr, 'null');
  const read = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof read !== 'number' || !Number.isFinite(read)) {
    throw invalid('A valid number is required.', attr);
  }
  return read;
};

const atLeast =
  (least: number, field: Field<number>): Field<number> =>
  (value, attr) => {
    const read = field(value, attr);
    if (read < least) {
      throw invalid(`Ensure this value is greater than or equal to ${least}.`, attr, 'min_value');
    }
    return read;
  };

const effect: Field<number> = (value, attr) => {
  const read = number(value, attr);
  if (read <= 0) throw invalid('Must be greater than 0.', attr);
  return read;
};

const metricType = choice('funnel', 'mean_count', 'mean_sum_or_avg', 'ratio', 'retention');

/** Errors in nested fields report the path joined with two underscores (docs/posthog/errors.md#the-blamed-field). */
const baselineStats: Field<Stats> = (value, attr) => {
  const sent = objectField(value, attr);
  const nested = <Value>(name: string, field: Field<Value>): Value | undefined =>
    sent[name] === undefined ? undefined : field(sent[name], `${attr}__${name}`);
  const samples = nested('number_of_samples', atLeast(0, integer));
  if (samples === undefined) throw requiredError(`${attr}__number_of_samples`);
  const sum = nested('sum', number);
  if (sum === undefined) throw requiredError(`${attr}__sum`);
  const steps = nested('step_counts', nullable(listOf(number)));
  return {
    number_of_samples: samples,
    sum,
    sum_squares: nested('sum_squares', number) ?? 0,
    denominator_sum: nested('denominator_sum', nullable(number)) ?? null,
    denominator_sum_squares: nested('denominator_sum_squares', nullable(number)) ?? null,
    numerator_denominator_sum_product:
      nested('numerator_denominator_sum_product', nullable(number)) ?? null,
    ...(steps ? { step_counts: steps } : {}),
  };
};

/** The body of POST calculate_running_time (docs/posthog/running-time.md#input). @throws ApiError 400 */
export function readRunningTimeInput(raw: unknown): Input {
  const body = bodyObject(raw);
  const input: Input = {
    metric_type: need(body, 'metric_type', metricType),
    minimum_detectable_effect: need(body, 'minimum_detectable_effect', effect),
    number_of_variants: optional(body, 'number_of_variants', atLeast(2, integer)) ?? 2,
    exposure_rate_per_day:
      optional(body, 'exposure_rate_per_day', nullable(atLeast(0, number))) ?? null,
    baseline_value: optional(body, 'baseline_value', nullable(number)) ?? null,
    variance: optional(body, 'variance', nullable(number)) ?? null,
    baseline_stats: optional(body, 'baseline_stats', nullable(baselineStats)) ?? null,
  };
  checkBaseline(input);
  return input;
}

function checkBaseline(input: Input): void {
  const { baseline_value: value, variance, baseline_stats: stats } = input;
  if (value == null && stats == null) {
    throw invalid('Provide either baseline_value or baseline_stats.');
  }
  if (input.metric_type !== 'ratio' && input.metric_type !== 'retention') return;
  if (stats == null) {
    if (variance == null) {
      throw invalid(
        'Ratio and retention metrics require baseline_stats, or both baseline_value and variance.',
      );
    }
    return;
  }
  if (stats.denominator_sum == null) {
    throw invalid(
      'Required to size ratio and retention metrics.',
      'baseline_stats__denominator_sum',
    );
  }
}
