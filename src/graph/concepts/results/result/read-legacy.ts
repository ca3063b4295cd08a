import { isChanged } from '../../../../posthog/http/decoding/misfit.ts';
import type { Wire } from '../../../core/wire.ts';
import { readOr } from '../../../core/malformed.ts';
import { meanOf } from './arithmetic.ts';
import type { Arm, GoalInterpretation, Variant, WithHoldout } from './comparison.ts';
import { chanceToImprove, deltaOf, directionOf } from './goal-direction.ts';
import { partedByHoldout } from './holdout-arm.ts';

type LegacyAnswer = Wire['ExperimentQueryResponse'];
type WireLegacyArm =
  Wire['ExperimentVariantTrendsBaseStats'] | Wire['ExperimentVariantFunnelsBaseStats'];

/**
 * Arms of the retired trends and funnels engine. It does not mark a baseline, so `control` is used,
 * else the first arm. Its statistics are Bayesian, and its intervals are of absolute values and
 * therefore omitted.
 */
export class LegacyArms implements WithHoldout {
  protected readonly answer: LegacyAnswer;
  protected readonly interpretation: GoalInterpretation;

  constructor(answer: LegacyAnswer, interpretation: GoalInterpretation) {
    this.answer = answer;
    this.interpretation = interpretation;
  }

  get baseline(): Arm | null {
    const wire = this.#wireBaseline;
    return wire ? new LegacyArm(wire) : null;
  }

  get variants(): readonly Variant[] {
    return this.#all.variants;
  }

  get holdout(): Variant | null {
    return this.#all.holdout;
  }

  get #all() {
    const baseline = this.#wireBaseline;
    return partedByHoldout(
      this.#wireArms
        .filter((arm) => arm !== baseline)
        .map((arm) => new LegacyVariant(arm, this.baseline, this.answer, this.interpretation)),
    );
  }

  get #wireArms(): readonly WireLegacyArm[] {
    return this.answer.variants ?? [];
  }

  get #wireBaseline(): WireLegacyArm | undefined {
    const arms = this.#wireArms;
    return arms.find((arm) => readOr(() => arm.key, '') === 'control') ?? arms[0];
  }
}

class LegacyArm implements Arm {
  readonly #stats: WireLegacyArm;
  readonly denominatorSum = null;
  readonly denominatorSumSquares = null;
  readonly numeratorDenominatorSumProduct = null;
  readonly stepCounts = null;
  readonly covariateSum = null;
  readonly covariateSumSquares = null;
  readonly covariateSumProduct = null;
  readonly failures = [];

  constructor(stats: WireLegacyArm) {
    this.#stats = stats;
  }

  get isSound(): boolean {
    return !isChanged(this.#stats);
  }

  get key(): string {
    return this.#stats.key;
  }

  get samples(): number {
    const stats = this.#stats;
    return isFunnel(stats) ? stats.success_count + stats.failure_count : stats.absolute_exposure;
  }

  get sum(): number {
    return isFunnel(this.#stats) ? this.#stats.success_count : this.#stats.count;
  }

  get sumSquares(): number | null {
    return isFunnel(this.#stats) ? this.#stats.success_count : null;
  }

  get mean(): number | null {
    return meanOf(this);
  }
}

class LegacyVariant extends LegacyArm implements Variant {
  readonly method = 'bayesian';
  readonly interval = null;
  readonly sequentialInterval = null;
  readonly pValue = null;
  readonly #baseline: Arm | null;
  readonly #answer: LegacyAnswer;
  readonly #interpretation: GoalInterpretation;

  constructor(
    stats: WireLegacyArm,
    baseline: Arm | null,
    answer: LegacyAnswer,
    interpretation: GoalInterpretation,
  ) {
    super(stats);
    this.#baseline = baseline;
    this.#answer = answer;
    this.#interpretation = interpretation;
  }

  override get isSound(): boolean {
    return (
      super.isSound &&
      !isChanged(this.#answer) &&
      (this.#baseline?.isSound ?? true) &&
      (this.#interpretation.isSound ?? true)
    );
  }

  get chanceToWin(): number | null {
    return this.#answer.probability?.[this.key] ?? null;
  }

  get significant(): boolean | null {
    return this.#answer.significant ?? null;
  }

  get delta(): number | null {
    return deltaOf(this.#baseline, this);
  }

  // This engine does not adjust means, and its probability is that of being the best of all arms.
  get estimatedChange(): number | null {
    return this.delta;
  }

  get direction() {
    return directionOf(this.delta, this.#interpretation.goal);
  }

  get chanceToImprove(): number | null {
    return chanceToImprove(this.chanceToWin, this.#interpretation.goal);
  }
}

function isFunnel(wire: WireLegacyArm): wire is Wire['ExperimentVariantFunnelsBaseStats'] {
  return 'success_count' in wire;
}
