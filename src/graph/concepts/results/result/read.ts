import type { Wire } from '../../../core/wire.ts';
import type {
  Arm,
  Arms,
  Breakdown,
  Comparison,
  GoalInterpretation,
  Variant,
} from './comparison.ts';
import { readLegacyArms } from './read-legacy.ts';
import { WireArm, WireVariant, type WireArmStats, type WireVariantStats } from './wire-arm.ts';

export type ResultAnswer = Wire['ExperimentQueryResponse'];
interface WireBreakdown {
  readonly breakdown_value: readonly unknown[];
  readonly baseline: WireArmStats;
  readonly variants: readonly WireVariantStats[];
}

/**
 * Debugging text and cache metadata of PostHog: most of an answer's bytes, and nothing of its
 * result.
 */
const omitted = new Set([
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

/**
 * Reads one of PostHog's results, of either engine. Lazy, when a field asks for it: every day of
 * every series has one, and most queries select only a few of its fields.
 */
export function readComparison(
  answer: ResultAnswer,
  interpretation: GoalInterpretation,
): Comparison {
  return new WireComparison(answer, interpretation);
}

class WireComparison implements Comparison {
  readonly #answer: ResultAnswer;
  readonly #judge: GoalInterpretation;
  #arms: Arms | undefined;

  constructor(answer: ResultAnswer, interpretation: GoalInterpretation) {
    this.#answer = answer;
    this.#judge = interpretation;
  }

  get #read(): Arms {
    const { baseline, variants, variant_results: results } = this.#answer;
    this.#arms ??=
      !baseline && variants
        ? readLegacyArms(this.#answer, this.#judge)
        : readArms(baseline, results, this.#judge);
    return this.#arms;
  }

  get baseline(): Arm | null {
    return this.#read.baseline;
  }

  get variants(): readonly Variant[] {
    return this.#read.variants;
  }

  get breakdowns(): readonly Breakdown[] {
    const breakdowns = this.#answer['breakdown_results'] as
      readonly WireBreakdown[] | null | undefined;
    return (breakdowns ?? []).map(({ breakdown_value: value, baseline, variants }) => ({
      value: value.map(String),
      ...readArms(baseline, variants, this.#judge),
    }));
  }

  get raw(): Readonly<Record<string, unknown>> {
    return Object.fromEntries(Object.entries(this.#answer).filter(([name]) => !omitted.has(name)));
  }
}

function readArms(
  wireBaseline: WireArmStats | null | undefined,
  wireVariants: readonly WireVariantStats[] | null | undefined,
  interpretation: GoalInterpretation,
): Arms {
  const baseline = wireBaseline ? new WireArm(wireBaseline) : null;
  return {
    baseline,
    variants: (wireVariants ?? []).map(
      (variant) => new WireVariant(variant, baseline, interpretation),
    ),
  };
}
