import type { CalculateRunningTimeInput, RunningTimeQuery } from '../writing/generated/graphql.ts';

export type RunningTime = NonNullable<RunningTimeQuery['calculateRunningTime']>;

/** How much an experiment takes to detect an effect. */
export interface EffectPoint {
  /** Relative change in percent. */
  readonly effect: number;
  readonly people: number;
  /** Null if the number of people a day is not known. */
  readonly days: number | null;
}

/** Effects around the one that was asked for, which is among them. */
const FACTORS = [0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.2, 1.4, 1.6, 1.8, 2, 2.5, 3];

/** PostHog's constant for 80 % power at a level of 5 %. */
const POWER = 16;

/**
 * Points of days against effect, from one answer of the API: a call for each would be 14. The number of people is
 * proportional to 1 / effect², by PostHog's formula k · 16 · V / d²; if the answer does not follow that formula, as
 * that of another version might not, the points are the answer in proportion.
 */
export function curveOf(
  { minimumDetectableEffect: asked, exposureRatePerDay }: CalculateRunningTimeInput,
  answer: RunningTime,
): EffectPoint[] {
  const { recommendedSampleSize: people } = answer;
  if (people == null) return [];
  const formula = formulaOf(answer);
  const peopleAt =
    formula?.(asked) === people
      ? formula
      : (effect: number) => Math.ceil(people * (asked / effect) ** 2);
  return FACTORS.map((factor) => {
    const effect = factor === 1 ? asked : Number((asked * factor).toPrecision(3));
    const needed = factor === 1 ? people : peopleAt(effect);
    return {
      effect,
      people: needed,
      days: exposureRatePerDay ? Math.ceil(needed / exposureRatePerDay) : null,
    };
  });
}

function formulaOf({ baselineValue: b, variance, numberOfVariants: arms }: RunningTime) {
  if (b == null || arms == null) return undefined;
  // A funnel's variance follows from its baseline, and is not answered.
  const spread = variance ?? b * (1 - b);
  return (effect: number) => Math.ceil(((POWER * spread) / ((effect / 100) * b) ** 2) * arms);
}
