import type { ArmTotals } from '../../statistics/statistics.ts';
import type { Behaviour } from './behaviour.ts';
import type { RandomStream } from '../../statistics/random.ts';

type Sums = Omit<ArmTotals, 'key' | 'number_of_samples'>;

/**
 * The amounts that `users` newly exposed users add to an arm's totals on one day.
 * Integer metrics yield integers. Squares and products are always consistent
 * (no variance below zero, no correlation above one), because each day adds its own variance.
 * @param lift relative change of the variant: 0.1 = ten per cent more
 */
export function increment(
  behaviour: Behaviour,
  users: number,
  lift: number,
  random: RandomStream,
): Sums {
  switch (behaviour.type) {
    case 'funnel':
      return funnel(behaviour.steps, users, lift, random);
    case 'mean':
      return mean(behaviour, users, lift, random);
    case 'ratio':
      return ratio(behaviour, users, lift, random);
    case 'retention':
      return retention(behaviour, users, lift, random);
    default:
      return behaviour satisfies never;
  }
}

function funnel(steps: number[], users: number, lift: number, random: RandomStream): Sums {
  let reached = users;
  const counts = steps.map((share, step) => {
    // The whole lift is applied to the last step, so that the metric shows exactly that lift.
    const rate = step === steps.length - 1 ? share * (1 + lift) : share;
    reached = successes(reached, rate, random);
    return reached;
  });
  return { sum: reached, sum_squares: reached, step_counts: counts };
}

function mean(
  { mean: value, deviation, decimals }: Behaviour & { type: 'mean' },
  users: number,
  lift: number,
  random: RandomStream,
): Sums {
  const expected = value * (1 + lift);
  const drawn = users * expected + random.normal() * deviation * Math.sqrt(users);
  const sum = round(Math.max(0, drawn), decimals);
  return { sum, sum_squares: squares(sum, users, deviation * (1 + lift), decimals, random) };
}

function ratio(
  { value, units, deviation, decimals }: Behaviour & { type: 'ratio' },
  users: number,
  lift: number,
  random: RandomStream,
): Sums {
  const unitDeviation = units * 0.5;
  const denominator = Math.max(
    users,
    Math.round(users * units + random.normal() * unitDeviation * Math.sqrt(users)),
  );
  const perUnit = value * (1 + lift);
  // Noise of the ratio itself, in addition to the noise of the number of units.
  const own = perUnit * units * deviation;
  const drawn = perUnit * denominator + random.normal() * own * Math.sqrt(users);
  const sum = round(Math.max(0, drawn), decimals);
  const spread = Math.hypot(own, perUnit * unitDeviation);
  const numeratorSquares = squares(sum, users, spread, decimals, random);
  const denominatorSquares = squares(denominator, users, unitDeviation, 0, random);
  const correlation = (perUnit * unitDeviation) / spread;
  const within = (total: number, ofSquares: number) =>
    users === 0 ? 0 : Math.max(0, ofSquares - total ** 2 / users);
  const covariance =
    correlation *
    Math.sqrt(within(sum, numeratorSquares) * within(denominator, denominatorSquares));
  return {
    sum,
    sum_squares: numeratorSquares,
    denominator_sum: denominator,
    denominator_sum_squares: denominatorSquares,
    numerator_denominator_sum_product:
      users === 0 ? 0 : round((sum * denominator) / users + covariance, decimals),
  };
}

function retention(
  { starts, returns }: Behaviour & { type: 'retention' },
  users: number,
  lift: number,
  random: RandomStream,
): Sums {
  const started = starts === 1 ? users : successes(users, starts, random);
  const back = successes(started, returns * (1 + lift), random);
  return {
    sum: back,
    sum_squares: back,
    denominator_sum: started,
    denominator_sum_squares: started,
    // 0/1 data: only users who started can return, so the product equals the numerator.
    numerator_denominator_sum_product: back,
  };
}

/** How many of `trials` succeed: a binomial draw by its normal approximation. */
function successes(trials: number, rate: number, random: RandomStream): number {
  const p = Math.min(0.97, Math.max(0.001, rate));
  const drawn = trials * p + random.normal() * Math.sqrt(trials * p * (1 - p));
  return Math.min(trials, Math.max(0, Math.round(drawn)));
}

/** A sum of squares consistent with the sum: the mean's part plus a variance around it. */
function squares(
  sum: number,
  users: number,
  deviation: number,
  decimals: number,
  random: RandomStream,
): number {
  if (users === 0) return 0;
  const spread = Math.max(0, users - 1) * deviation ** 2;
  const noise = Math.max(0.5, 1 + random.normal() * Math.sqrt(2 / users));
  const total = sum ** 2 / users + spread * noise;
  return decimals === 0 ? Math.ceil(total) : round(total, 2);
}

const round = (value: number, decimals: number): number => Number(value.toFixed(decimals));
