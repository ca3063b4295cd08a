import type {
  GuardedArmFragment,
  GuardedVariantFragment,
  MetricGoal,
} from '../../graph-client/generated/graphql.ts';
import type { VariantNumbers } from '../check.ts';
import type { MetricRule } from '../defaults.ts';

/**
 * How much worse a variant is than the baseline, by the interval of the rule. With the goal to increase, an interval
 * [l, u] of the relative change means that it is worse by −u at least; with the goal to decrease, by l. In the unit of the
 * metric it is that share of the baseline's mean m: −u·m or l·m. A relative change says nothing where m is not positive.
 */
export function worseBy(
  baseline: GuardedArmFragment,
  variant: GuardedVariantFragment,
  goal: MetricGoal | null,
  { basis }: Pick<MetricRule, 'basis'>,
): VariantNumbers {
  const interval = basis === 'SEQUENTIAL' ? variant.sequentialInterval : variant.interval;
  const { mean } = baseline;
  const { estimatedChange: change } = variant;
  const isKnown = (goal === 'INCREASE' || goal === 'DECREASE') && mean !== null && mean > 0;
  const share =
    isKnown && interval ? (goal === 'INCREASE' ? -interval.upper : interval.lower) : null;
  return {
    variant: variant.key ?? '',
    people: variant.samples ?? 0,
    baselinePeople: baseline.samples ?? 0,
    worseBy: isKnown && change !== null ? change * (goal === 'INCREASE' ? -1 : 1) : null,
    worseByAtLeast: share,
    absoluteAtLeast: share === null || mean === null ? null : share * mean,
    level: interval?.level ?? null,
  };
}

/** Whether it is worse by more than the threshold, by both of its parts if there are both. */
export function isBeyond(
  { worseByAtLeast, absoluteAtLeast }: VariantNumbers,
  { relative, absolute }: Pick<MetricRule, 'relative' | 'absolute'>,
): boolean {
  if (worseByAtLeast === null || absoluteAtLeast === null) return false;
  return worseByAtLeast > relative && (absolute === undefined || absoluteAtLeast > absolute);
}
