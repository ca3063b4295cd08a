import { asValue } from '../../../core/malformed.ts';
import type { Arm, Breakdown, Comparison, Variant } from './comparison.ts';
import { shownArm, shownArms, shownBreakdown } from './shown-arm.ts';

const nothing: readonly never[] = [];

const shownBaseline = ({ baseline }: Comparison) => baseline && shownArm(baseline);
const shownVariants = ({ variants }: Comparison) => shownArms(variants);
const shownHoldout = ({ holdout }: Comparison) => holdout && shownArm(holdout);
const shownBreakdowns = ({ breakdowns }: Comparison) => breakdowns.map(shownBreakdown);
const rawOf = ({ raw }: Comparison) => raw;

/**
 * A comparison that may be missing: a day of a series, or a newest result. Its properties have the
 * names of the fields of `MetricComparison`, so that a long series with thousands of them is read
 * without a resolver for each. They never throw: what cannot be read is an error, as a value.
 */
export class Compared {
  /** Null where nothing was computed. Its properties throw where PostHog's values do not fit. */
  readonly comparison: Comparison | null;

  // Memoized, because an executor reads them once for each of their fields.
  #variants: readonly Variant[] | undefined;
  #breakdowns: readonly Breakdown[] | undefined;

  constructor(comparison: Comparison | null) {
    this.comparison = comparison;
  }

  get baseline(): Arm | null {
    const { comparison } = this;
    return comparison && asValue(shownBaseline, comparison);
  }

  get variants(): readonly Variant[] {
    const { comparison } = this;
    if (!comparison) return nothing;
    return (this.#variants ??= asValue(shownVariants, comparison));
  }

  get holdout(): Variant | null {
    const { comparison } = this;
    return comparison && asValue(shownHoldout, comparison);
  }

  get breakdowns(): readonly Breakdown[] {
    const { comparison } = this;
    if (!comparison) return nothing;
    return (this.#breakdowns ??= asValue(shownBreakdowns, comparison));
  }

  get raw(): Comparison['raw'] | null {
    const { comparison } = this;
    return comparison && asValue(rawOf, comparison);
  }
}
