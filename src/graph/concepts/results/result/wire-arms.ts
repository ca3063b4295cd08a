import type { GoalInterpretation, Variant, WithHoldout } from './comparison.ts';
import { partedByHoldout } from './holdout-arm.ts';
import { WireArm, WireVariant, type WireArmStats, type WireVariantStats } from './wire-arm.ts';

/** Arms that are read when they are asked for: a baseline that does not fit fails only what depends on it. */
export abstract class WireArms implements WithHoldout {
  protected readonly interpretation: GoalInterpretation;
  #baseline: WireArm | null | undefined;
  #parted: ReturnType<typeof partedByHoldout> | undefined;

  constructor(interpretation: GoalInterpretation) {
    this.interpretation = interpretation;
  }

  protected abstract readonly wireBaseline: WireArmStats | null | undefined;
  protected abstract readonly wireVariants: readonly WireVariantStats[] | null | undefined;

  get baseline(): WireArm | null {
    if (this.#baseline === undefined) {
      const { wireBaseline } = this;
      this.#baseline = wireBaseline ? new WireArm(wireBaseline) : null;
    }
    return this.#baseline;
  }

  get variants(): readonly Variant[] {
    return this.#all.variants;
  }

  get holdout(): Variant | null {
    return this.#all.holdout;
  }

  get #all() {
    return (this.#parted ??= partedByHoldout(
      (this.wireVariants ?? []).map((stats) => new WireVariant(stats, this, this.interpretation)),
    ));
  }
}
