import { nameOf, type MetricNode } from '../metric/node.ts';
import { isAlwaysValid, type Variant } from '../results/result/comparison.ts';
import type { MeasuredMetric } from '../results/result/evidence.ts';

/** One metric's comparison of a test arm. */
interface Judged {
  readonly node: MetricNode;
  readonly variant: Variant;
}

/** What the metrics say of one test arm. */
export interface ArmEvidence {
  readonly key: string;
  /** Primary metrics in which it is better, and the difference is certain. */
  readonly wins: readonly Judged[];
  /** The same, where only the fixed statistics say so, before their time. */
  readonly likelyWins: readonly Judged[];
  /** Primary and guardrail metrics in which it is certainly worse. */
  readonly harms: readonly Judged[];
  /** The same, where only the fixed statistics say so, before their time. */
  readonly likelyHarms: readonly Judged[];
  /** Other secondary metrics in which it is significantly worse. */
  readonly secondaryHarms: readonly Judged[];
  /** Names of guardrails that have no statistics for it. */
  readonly unmeasuredGuardrails: readonly string[];
}

/** The metrics of an experiment by their role in a decision. */
export interface Roles {
  readonly primary: readonly MeasuredMetric[];
  readonly guardrails: readonly MeasuredMetric[];
  readonly secondary: readonly MeasuredMetric[];
}

/**
 * What the metrics say of each test arm.
 * @param fixedHolds true where results are read at the moment that was fixed beforehand, so that PostHog's own
 *   significance counts; elsewhere only an always-valid interval that excludes zero makes a difference certain
 */
export function armsOf(roles: Roles, fixedHolds: boolean): ArmEvidence[] {
  const keys = new Set(
    [...roles.primary, ...roles.guardrails].flatMap(({ result }) =>
      (result?.comparison.variants ?? []).map(({ key }) => key),
    ),
  );
  return Array.from(keys, (key) => evidenceOf(key, roles, fixedHolds));
}

function evidenceOf(key: string, roles: Roles, fixedHolds: boolean): ArmEvidence {
  const judged = (metrics: readonly MeasuredMetric[], direction: 'better' | 'worse') =>
    metrics.flatMap(({ node, result }): Judged[] => {
      const variant = result?.comparison.variants.find((one) => one.key === key);
      return variant?.significant === true && variant.direction === direction
        ? [{ node, variant }]
        : [];
    });
  const isCertain = ({ variant }: Judged) => fixedHolds || isAlwaysValid(variant);
  const isLikely = (one: Judged) => !isCertain(one);
  const better = judged(roles.primary, 'better');
  const worse = judged([...roles.primary, ...roles.guardrails], 'worse');
  return {
    key,
    wins: better.filter(isCertain),
    likelyWins: better.filter(isLikely),
    harms: worse.filter(isCertain),
    likelyHarms: worse.filter(isLikely),
    secondaryHarms: judged(roles.secondary, 'worse'),
    unmeasuredGuardrails: roles.guardrails
      .filter(({ result }) => {
        const variant = result?.comparison.variants.find((one) => one.key === key);
        return (variant?.significant ?? null) === null;
      })
      .map(({ node }) => nameOf(node)),
  };
}
