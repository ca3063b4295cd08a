import { asValue } from '../../../core/malformed.ts';
import type { Arm, Breakdown, Variant } from './comparison.ts';

const armFields = [
  'key',
  'samples',
  'sum',
  'sumSquares',
  'mean',
  'denominatorSum',
  'denominatorSumSquares',
  'numeratorDenominatorSumProduct',
  'stepCounts',
  'covariateSum',
  'covariateSumSquares',
  'covariateSumProduct',
  'failures',
] as const satisfies (keyof Arm)[];

const variantFields = [
  ...armFields,
  'method',
  'delta',
  'direction',
  'interval',
  'sequentialInterval',
  'chanceToWin',
  'chanceToImprove',
  'pValue',
  'significant',
] as const satisfies (keyof Variant)[];

const shown = new WeakMap<Arm, Arm>();

/**
 * An arm as the schema shows it. Its properties never throw: what cannot be read is an error, as a value. Nothing is
 * computed from such an arm; for that there is the arm itself.
 */
export function shownArm<One extends Arm>(arm: One): One {
  if (arm.isSound) return arm;
  const known = shown.get(arm);
  if (known) return known as One;
  const fields = 'delta' in arm ? variantFields : armFields;
  const settled = Object.fromEntries(
    fields.map((field) => [
      field,
      asValue(() => (arm as unknown as Variant)[field as keyof Variant]),
    ]),
  ) as unknown as One;
  shown.set(arm, settled);
  return settled;
}

const isShown = (arm: Arm): boolean => shownArm(arm) === arm;

/** The same for arms of one comparison. */
export const shownArms = <One extends Arm>(arms: readonly One[]): readonly One[] =>
  arms.every(isShown) ? arms : arms.map(shownArm);

/** The same for the arms of a breakdown. */
export const shownBreakdown = (breakdown: Breakdown): Breakdown => ({
  value: asValue(() => breakdown.value),
  baseline: asValue(() => breakdown.baseline && shownArm(breakdown.baseline)),
  variants: asValue(() => shownArms(breakdown.variants)),
  holdout: asValue(() => breakdown.holdout && shownArm(breakdown.holdout)),
});
