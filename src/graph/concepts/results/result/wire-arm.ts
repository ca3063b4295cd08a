import type { Wire } from '../../../core/wire.ts';
import { isChanged } from '../../../../posthog/http/decoding/misfit.ts';
import { readOr } from '../../../core/malformed.ts';
import { meanOf } from './arithmetic.ts';
import {
  confidenceLevel,
  type Arm,
  type ChangeDirectionValue,
  type Interval,
  type GoalInterpretation,
  type StatsMethodValue,
  type Variant,
} from './comparison.ts';
import {
  chanceToImprove,
  deltaOf,
  estimatedChange,
  estimatedSign,
  directionOf,
} from './goal-direction.ts';
import { sequentialInterval } from './sequential-interval.ts';

export type WireArmStats = Wire['ExperimentStatsBaseValidated'];
type Bayesian = Wire['ExperimentVariantResultBayesian'];
type Frequentist = Wire['ExperimentVariantResultFrequentist'];
export type WireVariantStats = Bayesian | Frequentist;

/** An arm read from PostHog's counts. */
export class WireArm implements Arm {
  readonly #stats: WireArmStats | WireVariantStats;

  constructor(stats: WireArmStats | WireVariantStats) {
    this.#stats = stats;
  }

  /** False where reading a property may throw, because a value of PostHog's does not fit. */
  get isSound(): boolean {
    return !isChanged(this.#stats);
  }

  get key(): string {
    return this.#stats.key;
  }

  get samples(): number {
    return this.#stats.number_of_samples;
  }

  get sum(): number {
    return this.#stats.sum;
  }

  get sumSquares(): number {
    return this.#stats.sum_squares;
  }

  get denominatorSum(): number | null {
    return this.#stats.denominator_sum ?? null;
  }

  get denominatorSumSquares(): number | null {
    return this.#stats.denominator_sum_squares ?? null;
  }

  get numeratorDenominatorSumProduct(): number | null {
    return this.#stats.numerator_denominator_sum_product ?? null;
  }

  get mean(): number | null {
    return meanOf(this);
  }

  get stepCounts(): readonly number[] | null {
    return this.#stats.step_counts ?? null;
  }

  get covariateSum(): number | null {
    return numberOrNull(this.#stats['covariate_sum']);
  }

  get covariateSumSquares(): number | null {
    return numberOrNull(this.#stats['covariate_sum_squares']);
  }

  get covariateSumProduct(): number | null {
    return numberOrNull(this.#stats['covariate_sum_product']);
  }

  get failures(): Arm['failures'] {
    return this.#stats.validation_failures ?? [];
  }
}

interface WithBaseline {
  readonly baseline: Arm | null;
}

const hasSoundBaseline = ({ baseline }: WithBaseline): boolean => baseline?.isSound ?? true;

/** A variant read from PostHog's statistics, with the arms that have the baseline it is compared to. */
export class WireVariant extends WireArm implements Variant {
  readonly #stats: WireVariantStats;
  readonly #arms: WithBaseline;
  readonly #interpretation: GoalInterpretation;
  #interval: Interval | null = null;
  #sequential: Interval | null = null;

  constructor(stats: WireVariantStats, arms: WithBaseline, interpretation: GoalInterpretation) {
    super(stats);
    this.#stats = stats;
    this.#arms = arms;
    this.#interpretation = interpretation;
  }

  override get isSound(): boolean {
    return (
      super.isSound &&
      readOr(hasSoundBaseline, false, this.#arms) &&
      (this.#interpretation.isSound ?? true)
    );
  }

  get method(): StatsMethodValue {
    return this.#stats.method ?? 'bayesian';
  }

  // Memoized, because an executor reads it once for each of its fields.
  get interval(): Interval | null {
    return (this.#interval ??= this.#readInterval());
  }

  get sequentialInterval(): Interval | null {
    return (this.#sequential ??= this.#computeSequential());
  }

  get chanceToWin(): number | null {
    return (this.#stats as Bayesian).chance_to_win ?? null;
  }

  get pValue(): number | null {
    return (this.#stats as Frequentist).p_value ?? null;
  }

  get significant(): boolean | null {
    return this.#stats.significant ?? null;
  }

  get delta(): number | null {
    return deltaOf(this.#arms.baseline, this);
  }

  get estimatedChange(): number | null {
    return estimatedChange(this);
  }

  get direction(): ChangeDirectionValue | null {
    return directionOf(estimatedSign(this), this.#interpretation.goal);
  }

  get chanceToImprove(): number | null {
    return chanceToImprove(this.chanceToWin, this.#interpretation.goal);
  }

  #computeSequential(): Interval | null {
    const { baseline } = this.#arms;
    return this.interval && baseline && sequentialInterval(baseline, this, this.interval.level);
  }

  #readInterval(): Interval | null {
    const bounds =
      (this.#stats as Bayesian).credible_interval ??
      (this.#stats as Frequentist).confidence_interval;
    const [lower, upper] = bounds ?? [];
    if (lower == null || upper == null) return null;
    return { lower, upper, level: confidenceLevel(this.method, this.#interpretation.stats) };
  }
}

function numberOrNull(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
