import type { VariantNumbers } from '../check.ts';
import type { MetricRule } from '../defaults.ts';

/** A share as people read it: `5.2 %`. */
const percent = (share: number): string => `${Number((share * 100).toPrecision(3))} %`;

const amount = (value: number): string => String(Number(value.toPrecision(3)));

/** How much worse a variant is, as a sentence without its end: `"test" is worse by 5.2 %, at least by 1.1 % (95 % always valid)`. */
export function numbersText(numbers: VariantNumbers, { basis, absolute }: MetricRule): string {
  const { variant, worseBy, worseByAtLeast, absoluteAtLeast, level, people, baselinePeople } =
    numbers;
  const of = `with ${people} people against ${baselinePeople}`;
  if (worseBy === null || worseByAtLeast === null) return `"${variant}" has no interval yet, ${of}`;
  const kind = `${percent(level ?? 0)} ${basis === 'SEQUENTIAL' ? 'always valid' : 'fixed'}`;
  const inUnit =
    absolute === undefined || absoluteAtLeast === null
      ? ''
      : `, ${amount(absoluteAtLeast)} in its unit`;
  const observed =
    worseBy < 0 ? `is better by ${percent(-worseBy)}` : `is worse by ${percent(worseBy)}`;
  const bound =
    worseByAtLeast > 0
      ? `at least by ${percent(worseByAtLeast)}${inUnit}`
      : `and may be better by up to ${percent(-worseByAtLeast)}`;
  return `"${variant}" ${observed}, ${bound} (${kind}), ${of}`;
}

/** The threshold as people read it. */
export function thresholdText({ relative, absolute }: MetricRule): string {
  if (absolute === undefined) return percent(relative);
  return relative === 0
    ? `${absolute} in its unit`
    : `${percent(relative)} and ${absolute} in its unit`;
}
