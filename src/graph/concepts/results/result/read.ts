import type { Wire } from '../../../core/wire.ts';
import type { Breakdown, Comparison, GoalInterpretation } from './comparison.ts';
import { originalOf } from '../../../../posthog/http/decoding/misfit.ts';
import { readOr } from '../../../core/malformed.ts';
import { LegacyArms } from './read-legacy.ts';
import type { WireArmStats, WireVariantStats } from './wire-arm.ts';
import { WireArms } from './wire-arms.ts';

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

/** Reads one of PostHog's results. Which engine made it is seen at once; what else it has is read when a field asks for it. */
export function readComparison(
  answer: ResultAnswer,
  interpretation: GoalInterpretation,
): Comparison {
  return isLegacy(answer)
    ? new LegacyComparison(answer, interpretation)
    : new CurrentComparison(answer, interpretation);
}

const isLegacy = (answer: ResultAnswer): boolean =>
  readOr(lacksBaseline, false, answer) && readOr(hasVariants, true, answer);
const lacksBaseline = ({ baseline }: ResultAnswer): boolean => !baseline;
const hasVariants = ({ variants }: ResultAnswer): boolean => !!variants;

/**
 * A result of today's engine. It is one object with its arms, and not several that refer to each other: every day of every
 * series has one.
 */
class CurrentComparison extends WireArms implements Comparison {
  readonly #answer: ResultAnswer;

  constructor(answer: ResultAnswer, interpretation: GoalInterpretation) {
    super(interpretation);
    this.#answer = answer;
  }

  protected override get wireBaseline(): WireArmStats | null | undefined {
    return this.#answer.baseline;
  }

  protected override get wireVariants(): readonly WireVariantStats[] | null | undefined {
    return this.#answer.variant_results;
  }

  get breakdowns(): readonly Breakdown[] {
    return breakdownsOf(this.#answer, this.interpretation);
  }

  get raw(): Comparison['raw'] {
    return rawOf(this.#answer);
  }
}

class LegacyComparison extends LegacyArms implements Comparison {
  // The retired engine gives none. Read nevertheless: an answer of today's engine that lacks its baseline may be taken for one.
  get breakdowns(): readonly Breakdown[] {
    return breakdownsOf(this.answer, this.interpretation);
  }

  get raw(): Comparison['raw'] {
    return rawOf(this.answer);
  }
}

/** What PostHog sent, and not what was made of it to be read. */
function rawOf(answer: ResultAnswer): Comparison['raw'] {
  const sent = originalOf(answer) as ResultAnswer;
  return Object.fromEntries(Object.entries(sent).filter(([name]) => !omitted.has(name)));
}

function breakdownsOf(answer: ResultAnswer, interpretation: GoalInterpretation): BreakdownArms[] {
  const breakdowns = answer['breakdown_results'] as readonly WireBreakdown[] | null | undefined;
  return (breakdowns ?? []).map((breakdown) => new BreakdownArms(breakdown, interpretation));
}

class BreakdownArms extends WireArms implements Breakdown {
  readonly #breakdown: WireBreakdown;

  constructor(breakdown: WireBreakdown, interpretation: GoalInterpretation) {
    super(interpretation);
    this.#breakdown = breakdown;
  }

  protected override get wireBaseline(): WireArmStats | null {
    return this.#breakdown.baseline;
  }

  protected override get wireVariants(): readonly WireVariantStats[] {
    return this.#breakdown.variants;
  }

  get value(): readonly string[] {
    // An error stands for a value that cannot be read.
    return this.#breakdown.breakdown_value.map((value) =>
      value instanceof Error ? (value as unknown as string) : String(value),
    );
  }
}
