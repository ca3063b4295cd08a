import type { Wire } from '../../../core/wire.ts';
import type {
  Arm,
  Breakdown,
  Comparison,
  GoalInterpretation,
  Variant,
  WithHoldout,
} from './comparison.ts';
import { originalOf } from '../../../../posthog/http/decoding/misfit.ts';
import { readOr } from '../../../core/malformed.ts';
import { partedByHoldout } from './holdout-arm.ts';
import { LegacyArms } from './read-legacy.ts';
import { WireArm, WireVariant, type WireArmStats, type WireVariantStats } from './wire-arm.ts';

export type ResultAnswer = Wire['ExperimentQueryResponse'];
interface WireBreakdown {
  readonly breakdown_value: readonly unknown[];
  readonly baseline: WireArmStats | null;
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
  #arms: WithHoldout | undefined;

  constructor(answer: ResultAnswer, interpretation: GoalInterpretation) {
    this.#answer = answer;
    this.#judge = interpretation;
  }

  get #read(): WithHoldout {
    return (this.#arms ??= this.#isLegacy()
      ? new LegacyArms(this.#answer, this.#judge)
      : new WireArms(new ComparedResults(this.#answer), this.#judge));
  }

  #isLegacy(): boolean {
    return (
      readOr(() => !this.#answer.baseline, false) && readOr(() => !!this.#answer.variants, true)
    );
  }

  get baseline(): Arm | null {
    return this.#read.baseline;
  }

  get variants(): readonly Variant[] {
    return this.#read.variants;
  }

  get holdout(): Variant | null {
    return this.#read.holdout;
  }

  get breakdowns(): readonly Breakdown[] {
    const breakdowns = this.#answer['breakdown_results'] as
      readonly WireBreakdown[] | null | undefined;
    return (breakdowns ?? []).map((breakdown) => new BreakdownArms(breakdown, this.#judge));
  }

  get raw(): Readonly<Record<string, unknown>> {
    // What PostHog sent, and not what was made of it to be read.
    const answer = originalOf(this.#answer) as ResultAnswer;
    return Object.fromEntries(Object.entries(answer).filter(([name]) => !omitted.has(name)));
  }
}

/** Where the arms of a comparison stand in PostHog's answer. */
interface WireArmsAnswer {
  readonly baseline: WireArmStats | null | undefined;
  readonly variants: readonly WireVariantStats[] | null | undefined;
}

/** Under the names that the arms of a breakdown have. */
class ComparedResults implements WireArmsAnswer {
  readonly #answer: ResultAnswer;

  constructor(answer: ResultAnswer) {
    this.#answer = answer;
  }

  get baseline(): WireArmStats | null | undefined {
    return this.#answer.baseline;
  }

  get variants(): readonly WireVariantStats[] | null | undefined {
    return this.#answer.variant_results;
  }
}

/** Arms that are read when they are asked for: a baseline that does not fit fails only what depends on it. */
class WireArms implements WithHoldout {
  readonly #answer: WireArmsAnswer;
  readonly #judge: GoalInterpretation;
  #baseline: WireArm | null | undefined;
  #parted: ReturnType<typeof partedByHoldout> | undefined;

  constructor(answer: WireArmsAnswer, interpretation: GoalInterpretation) {
    this.#answer = answer;
    this.#judge = interpretation;
  }

  get baseline(): WireArm | null {
    if (this.#baseline === undefined) {
      const { baseline } = this.#answer;
      this.#baseline = baseline ? new WireArm(baseline) : null;
    }
    return this.#baseline;
  }

  get #all() {
    return (this.#parted ??= partedByHoldout(
      (this.#answer.variants ?? []).map((variant) => new WireVariant(variant, this, this.#judge)),
    ));
  }

  get variants(): readonly Variant[] {
    return this.#all.variants;
  }

  get holdout(): Variant | null {
    return this.#all.holdout;
  }
}

class BreakdownArms extends WireArms implements Breakdown {
  readonly #breakdown: WireBreakdown;

  constructor(breakdown: WireBreakdown, interpretation: GoalInterpretation) {
    super(breakdown, interpretation);
    this.#breakdown = breakdown;
  }

  get value(): readonly string[] {
    // An error stands for a value that cannot be read.
    return this.#breakdown.breakdown_value.map((value) =>
      value instanceof Error ? (value as unknown as string) : String(value),
    );
  }
}
