import type { Wire } from '../wire.ts';
import { meanOf } from './arithmetic.ts';
import {
  confidenceLevel,
  type Arm,
  type Arms,
  type Comparison,
  type Interval,
  type Judge,
  type Statistics,
} from './comparison.ts';
import { besideBaseline } from './judge.ts';
import { readLegacyArms } from './read-legacy.ts';

export type ResultAnswer = Wire['ExperimentQueryResponse'];
type WireArm = Wire['ExperimentStatsBaseValidated'];
type WireVariant =
  Wire['ExperimentVariantResultBayesian'] | Wire['ExperimentVariantResultFrequentist'];

interface WireBreakdown {
  readonly breakdown_value: readonly unknown[];
  readonly baseline: WireArm;
  readonly variants: readonly WireVariant[];
}

/** Text for debugging, and what PostHog's cache keeps: most of an answer's bytes, nothing of its result. */
const junk = new Set([
  'metric',
  'hogql',
  'clickhouse_sql',
  'cache_key',
  'cache_target_age',
  'calculation_trigger',
  'is_cached',
  'last_refresh',
  'next_allowed_client_refresh',
  'query_metadata',
  'query_status',
  'timezone',
  'timings',
]);

/** Reads one of PostHog's results, of either engine. */
export function readComparison(answer: ResultAnswer, judge: Judge): Comparison {
  const breakdowns = answer['breakdown_results'] as readonly WireBreakdown[] | null | undefined;
  return {
    ...(!answer.baseline && answer.variants
      ? readLegacyArms(answer, judge)
      : readArms(answer.baseline, answer.variant_results, judge)),
    breakdowns: (breakdowns ?? []).map(({ breakdown_value: value, baseline, variants }) => ({
      value: value.map(String),
      ...readArms(baseline, variants, judge),
    })),
    // Few ask for it, and every day of every series has one.
    get raw() {
      return Object.fromEntries(Object.entries(answer).filter(([name]) => !junk.has(name)));
    },
  };
}

function readArms(
  wireBaseline: WireArm | null | undefined,
  wireVariants: readonly WireVariant[] | null | undefined,
  judge: Judge,
): Arms {
  const baseline = wireBaseline ? readArm(wireBaseline) : null;
  return {
    baseline,
    variants: (wireVariants ?? []).map((variant) =>
      besideBaseline(readArm(variant), readStatistics(variant, judge), baseline, judge.goal),
    ),
  };
}

function readArm(wire: WireArm | WireVariant): Arm {
  const totals = {
    samples: wire.number_of_samples,
    sum: wire.sum,
    sumSquares: wire.sum_squares,
    denominatorSum: wire.denominator_sum ?? null,
    denominatorSumSquares: wire.denominator_sum_squares ?? null,
    numeratorDenominatorSumProduct: wire.numerator_denominator_sum_product ?? null,
  };
  return {
    key: wire.key,
    ...totals,
    mean: meanOf(totals),
    stepCounts: wire.step_counts ?? null,
    covariateSum: numberOrNull(wire['covariate_sum']),
    covariateSumSquares: numberOrNull(wire['covariate_sum_squares']),
    covariateSumProduct: numberOrNull(wire['covariate_sum_product']),
    failures: wire.validation_failures ?? [],
  };
}

function readStatistics(wire: WireVariant, { stats }: Judge): Statistics {
  const method = wire.method ?? 'bayesian';
  const { chance_to_win, credible_interval } = wire as Wire['ExperimentVariantResultBayesian'];
  const { p_value, confidence_interval } = wire as Wire['ExperimentVariantResultFrequentist'];
  return {
    method,
    interval: intervalOf(credible_interval ?? confidence_interval, confidenceLevel(method, stats)),
    chanceToWin: chance_to_win ?? null,
    pValue: p_value ?? null,
    significant: wire.significant ?? null,
  };
}

function intervalOf(bounds: readonly number[] | null | undefined, level: number): Interval | null {
  const [lower, upper] = bounds ?? [];
  return lower == null || upper == null ? null : { lower, upper, level };
}

function numberOrNull(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
