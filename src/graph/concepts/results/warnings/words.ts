import type { Variant } from '../result/comparison.ts';

/** A fraction as a percentage with one digit: 0.0836 is "8.4 %". */
const percent = (fraction: number) => `${(fraction * 100).toFixed(1).replace(/^-(?=0\.0$)/, '')} %`;

/** A relative change with its sign: 0.034 is "+3.4 %". */
const change = (fraction: number) => `${fraction > 0 ? '+' : ''}${percent(fraction)}`;

/** A p-value, which rounding must not turn into zero. */
export const pValue = (p: number) => (p < 0.001 ? 'p < 0.001' : `p = ${p.toPrecision(3)}`);

/** A variant's change with its interval: "test +3.4 % (95 % interval -1.0 % to +7.8 %)". */
export function changeOf({ key, delta, interval }: Variant): string {
  const by = delta === null ? key : `${key} ${change(delta)}`;
  if (!interval) return by;
  const level = `${Number((interval.level * 100).toFixed(1))} %`;
  return `${by} (${level} interval ${change(interval.lower)} to ${change(interval.upper)})`;
}
