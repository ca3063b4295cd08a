import type { Variant } from './comparison.ts';

/** A fraction as a percentage with one digit: 0.0836 is "8.4 %". */
const percent = (fraction: number) => `${(fraction * 100).toFixed(1).replace(/^-(?=0\.0$)/, '')} %`;

/** A relative change with its sign: 0.034 is "+3.4 %". */
const change = (fraction: number) => `${fraction > 0 ? '+' : ''}${percent(fraction)}`;

/** A p-value, which rounding must not turn into zero. */
export const pValue = (p: number) => (p < 0.001 ? 'p < 0.001' : `p = ${p.toPrecision(3)}`);

/** The end of a sentence about a change, where that of the plain means has another sign than the one described. */
export function unlikeMeans({ delta, describedChange }: Variant): string {
  if (delta === null || describedChange === null) return '';
  const isSame = Math.sign(delta) === Math.sign(describedChange);
  return isSame ? '' : `, while the plain means differ by ${change(delta)}`;
}

/** A variant's change with its interval: "test +3.4 % (95 % interval -1.0 % to +7.8 %)". */
export function changeOf(variant: Variant): string {
  const { key, describedChange, interval } = variant;
  const by = describedChange === null ? key : `${key} ${change(describedChange)}`;
  if (!interval) return by;
  const level = `${Number((interval.level * 100).toFixed(1))} %`;
  return `${by} (${level} interval ${change(interval.lower)} to ${change(interval.upper)})${unlikeMeans(variant)}`;
}
