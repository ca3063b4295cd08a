import normal from '@stdlib/stats-base-dists-normal';
import studentT from '@stdlib/stats-base-dists-t';
import type { Estimate } from './arm.ts';

/** The statistical method and its thresholds. */
export interface StatsSettings {
  method: 'bayesian' | 'frequentist';
  /** Mass of the credible interval, and threshold for the chance to win in either direction. */
  ciLevel: number;
  /** Significance level of the frequentist test. */
  alpha: number;
}

export interface BayesianComparison {
  method: 'bayesian';
  chance_to_win: number | null;
  /** Relative change as fractions. */
  credible_interval: [number, number] | null;
  significant: boolean | null;
}

export interface FrequentistComparison {
  method: 'frequentist';
  p_value: number | null;
  /** Relative change as fractions. */
  confidence_interval: [number, number] | null;
  significant: boolean | null;
}

export type StatisticalComparison = BayesianComparison | FrequentistComparison;

/** Settings of an experiment's `stats_config`, with PostHog's defaults (bayesian, 95 %, 5 %). */
export function readStatsSettings(config: unknown): StatsSettings {
  const { method, bayesian, frequentist } = (config ?? {}) as {
    method?: unknown;
    bayesian?: { ci_level?: unknown } | null;
    frequentist?: { alpha?: unknown } | null;
  };
  return {
    method: method === 'frequentist' ? 'frequentist' : 'bayesian',
    ciLevel: fraction(bayesian?.ci_level) ?? 0.95,
    alpha: fraction(frequentist?.alpha) ?? 0.05,
  };
}

function fraction(value: unknown): number | undefined {
  return typeof value === 'number' && value > 0 && value < 1 ? value : undefined;
}

/** The result for an arm that cannot be compared: the method, and nulls. */
export function noComparison(settings: StatsSettings): StatisticalComparison {
  return settings.method === 'bayesian'
    ? { method: 'bayesian', chance_to_win: null, credible_interval: null, significant: null }
    : { method: 'frequentist', p_value: null, confidence_interval: null, significant: null };
}

/** Relative effect of a test arm over control, evaluated with the method of the settings. */
export function compare(
  control: Estimate,
  test: Estimate,
  settings: StatsSettings,
): StatisticalComparison {
  const effect = (test.mean - control.mean) / control.mean;
  const testError = test.variance / test.n;
  const controlError = control.variance / control.n;
  const deviation = Math.sqrt(
    testError / control.mean ** 2 + (test.mean ** 2 * controlError) / control.mean ** 4,
  );
  if (!Number.isFinite(effect) || !(deviation > 0)) return noComparison(settings);
  if (settings.method === 'bayesian') return judgeBayesian(effect, deviation, settings.ciLevel);
  const freedom =
    (testError + controlError) ** 2 /
    (testError ** 2 / (test.n - 1) + controlError ** 2 / (control.n - 1));
  return judgeFrequentist(effect, deviation, freedom, settings.alpha);
}

/** With a flat prior, the posterior of the effect is normal around the estimate. */
function judgeBayesian(effect: number, deviation: number, level: number): BayesianComparison {
  const chance = 1 - normal.cdf(0, effect, deviation);
  const margin = normal.quantile(1 - (1 - level) / 2, 0, 1) * deviation;
  return {
    method: 'bayesian',
    chance_to_win: chance,
    credible_interval: [effect - margin, effect + margin],
    // Not equivalent to "the interval excludes zero": the chance to win is one-sided, the interval two-sided.
    significant: chance > level || chance < 1 - level,
  };
}

function judgeFrequentist(
  effect: number,
  deviation: number,
  freedom: number,
  alpha: number,
): FrequentistComparison {
  const p = 2 * studentT.cdf(-Math.abs(effect / deviation), freedom);
  const margin = studentT.quantile(1 - alpha / 2, freedom) * deviation;
  return {
    method: 'frequentist',
    p_value: p,
    confidence_interval: [effect - margin, effect + margin],
    significant: p < alpha,
  };
}
