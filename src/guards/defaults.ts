import type { Guard } from './shape.ts';

/** Days of data, at least, before a guard of a metric fires: one whole day has every hour of it. */
const METRIC_MIN_DAYS = 1;

/**
 * People in each of the two arms, at least. The always-valid interval is asymptotic: with 500 people, a metric that one
 * person in 50 has an effect on is counted ten times, about the least number for a normal approximation.
 */
const MIN_PER_ARM = 500;

/** A guard of a metric with its defaults filled in. */
export interface MetricRule {
  readonly relative: number;
  /** In the unit of the metric; undefined where only the share counts. */
  readonly absolute: number | undefined;
  readonly basis: 'SEQUENTIAL' | 'FIXED';
  readonly minDays: number;
  readonly minPerArm: number;
}

/** The conditions of a guard of a metric. */
export function metricRuleOf({ threshold, basis, minDays, minPerArm }: Guard): MetricRule {
  return {
    relative: threshold?.relative ?? 0,
    absolute: threshold?.absolute,
    basis: basis ?? 'SEQUENTIAL',
    minDays: minDays ?? METRIC_MIN_DAYS,
    minPerArm: minPerArm ?? MIN_PER_ARM,
  };
}

const SEVERITIES = ['INFO', 'WARNING', 'CRITICAL'] as const;

/** The severities at which a guard of a finding fires. */
export function severitiesOf({ severity, action }: Guard): readonly (typeof SEVERITIES)[number][] {
  const least = severity ?? (action === 'NOTIFY' ? 'INFO' : 'CRITICAL');
  return SEVERITIES.slice(SEVERITIES.indexOf(least));
}
