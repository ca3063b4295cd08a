import { rounded, sideOf } from '../../../../rounded.ts';
import { alphaOf, type Interval, type Variant } from './comparison.ts';

/** A fraction as a percentage with one digit, or more where it would read as zero: 0.0836 is "8.4 %", 0.0004 "0.04 %". */
export const percent = (fraction: number, said = sideOf(0)): string =>
  `${rounded(fraction * 100, said)} %`;

/** A relative change with its sign: 0.034 is "+3.4 %". */
const change = (fraction: number) => `${fraction > 0 ? '+' : ''}${percent(fraction)}`;

/** A level as a percentage with that many digits, or more where it has more: 0.95 is "95.0 %", 0.9995 "99.95 %". */
export function levelInWords(level: number, digits = 1): string {
  const exact = Number((level * 100).toPrecision(12));
  return `${rounded(exact, (shown) => shown === exact, digits)} %`;
}

/** The same for an alpha, as a number: "0.050", "0.0125". */
export const alphaInWords = (alpha: number): string =>
  rounded(alpha, (shown) => shown === alpha, 2, 'toPrecision');

/** What a smaller p-value is called smaller than. */
const SMALLEST_P = 0.001;

/**
 * A p-value, which rounding must turn neither into zero nor into one on the other side of alpha.
 * @param alpha below which it is significant, if that is said beside it
 */
export function pValue(p: number, alpha = SMALLEST_P): string {
  const smallest = Math.min(SMALLEST_P, alpha);
  if (p < smallest) return `p < ${smallest}`;
  return `p = ${rounded(p, sideOf(alpha), 3, 'toPrecision')}`;
}

/**
 * A probability as a percentage: 0.084 is "8.4 %". Rounding must turn it neither into certainty, so that 1 is "above
 * 99.9 %", nor into one on the other side of a level.
 * @param level beyond which it is significant, if that is said beside it
 */
export function chance(fraction: number, level = 1): string {
  if (fraction > 0.999) return 'above 99.9 %';
  if (fraction < 0.001) return 'below 0.1 %';
  const [least, most] = [alphaOf(level) * 100, level * 100];
  return percent(fraction, fraction < 0.5 ? sideOf(least) : sideOf(most));
}

/** The end of a sentence about a change, where that of the plain means has another sign than the one described. */
export function unlikeMeans({ delta, estimatedChange }: Variant): string {
  if (delta === null || estimatedChange === null) return '';
  const isSame = Math.sign(delta) === Math.sign(estimatedChange);
  return isSame ? '' : `, while the plain means differ by ${change(delta)}`;
}

/** A variant's change with its interval: "test +3.4 % (95 % interval -1.0 % to +7.8 %)". */
export function changeOf(variant: Variant): string {
  const { key, estimatedChange, interval } = variant;
  const by = estimatedChange === null ? key : `${key} ${change(estimatedChange)}`;
  return interval ? `${by} (${inWords(interval)})${unlikeMeans(variant)}` : by;
}

const inWords = ({ lower, upper, level }: Interval) =>
  `${levelInWords(level, 0)} interval ${change(lower)} to ${change(upper)}`;
