import type { ResultRecipe } from '../../model/entities.ts';
import { behaviourFor } from './behaviour.ts';
import { increment } from './increments.ts';
import { randomStream } from '../../statistics/random.ts';
import type { ArmTotals } from '../../statistics/statistics.ts';
import { DAY_MS } from '../../model/zone.ts';

/** Traffic by weekday of a product used at work, Sunday first. */
const WEEKDAY_TRAFFIC = [0.7, 1.1, 1.15, 1.15, 1.1, 1, 0.75];

/**
 * Returns a function for the cumulative samples of a metric: the exposed units of each variant and their totals
 * after the given number of days of traffic (fractions of a day count proportionally).
 * Deterministic: the same recipe and the same days give the same totals, independent of earlier calls.
 */
export function sampler(recipe: ResultRecipe): (days: number) => ArmTotals[] {
  const behaviour = behaviourFor(recipe.metric);
  // Memoized totals after each whole day, so that a series of 60 days needs 60 draws rather than 1800.
  const whole: ArmTotals[][] = [recipe.arms.map(({ key }) => emptyArm(key))];

  const dayOf = (day: number, part: number): ArmTotals[] =>
    recipe.arms.map(({ key, share, lift }) => {
      const random = randomStream(
        'day',
        recipe.experiment,
        String(recipe.metric['uuid']),
        key,
        day,
      );
      const users = exposedOn(recipe, key, share, day, part);
      return { key, number_of_samples: users, ...increment(behaviour, users, lift, random) };
    });

  return (days) => {
    const full = Math.floor(days);
    for (let day = whole.length; day <= full; day += 1)
      whole.push(sumArms(whole[day - 1] ?? [], dayOf(day - 1, 1)));
    const base = whole[Math.max(0, full)] ?? [];
    const rest = days - full;
    return rest > 0 ? sumArms(base, dayOf(full, rest)) : base;
  };
}

/** Units first exposed on a day since launch; the same for every metric of the experiment. */
function exposedOn(
  recipe: ResultRecipe,
  key: string,
  share: number,
  day: number,
  part: number,
): number {
  const random = randomStream('exposures', recipe.experiment, key, day);
  const weekday = new Date(Date.parse(recipe.start_date) + day * DAY_MS).getUTCDay();
  // Regular users are exposed in the first days; later days add only new users.
  const novelty = 0.8 + 0.9 * Math.exp(-day / 3);
  const expected =
    recipe.daily_exposures * share * (WEEKDAY_TRAFFIC[weekday] ?? 1) * novelty * part;
  return Math.max(0, Math.round(expected + random.normal() * Math.sqrt(expected)));
}

const emptyArm = (key: string): ArmTotals => ({
  key,
  number_of_samples: 0,
  sum: 0,
  sum_squares: 0,
});

function sumArms(before: ArmTotals[], added: ArmTotals[]): ArmTotals[] {
  return added.map((arm, i) => addArm(before[i] ?? emptyArm(arm.key), arm));
}

function addArm(a: ArmTotals, b: ArmTotals): ArmTotals {
  const total: ArmTotals = {
    key: b.key,
    number_of_samples: a.number_of_samples + b.number_of_samples,
    sum: cents(a.sum + b.sum),
    sum_squares: cents(a.sum_squares + b.sum_squares),
  };
  if (b.denominator_sum != null) {
    total.denominator_sum = (a.denominator_sum ?? 0) + b.denominator_sum;
    total.denominator_sum_squares =
      (a.denominator_sum_squares ?? 0) + (b.denominator_sum_squares ?? 0);
    total.numerator_denominator_sum_product = cents(
      (a.numerator_denominator_sum_product ?? 0) + (b.numerator_denominator_sum_product ?? 0),
    );
  }
  if (b.step_counts) {
    total.step_counts = b.step_counts.map((count, step) => count + (a.step_counts?.[step] ?? 0));
  }
  return total;
}

/** Rounds sums of amounts to cents, to remove floating-point errors. */
const cents = (value: number): number => Math.round(value * 100) / 100;
