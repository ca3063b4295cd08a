import type { VariantRowFragment } from '../generated/graphql.ts';
import type { FoundMetric } from '../use-results.ts';

/** What a metric is for a decision: a guardrail is a secondary metric that must not get worse. */
export type Part = 'GUARDRAIL' | 'PRIMARY' | 'SECONDARY';

/** The parts in the order in which somebody who decides reads them. */
export const parts: readonly (readonly [part: Part, title: string])[] = [
  ['GUARDRAIL', 'Guardrails'],
  ['PRIMARY', 'Primary metrics'],
  ['SECONDARY', 'Secondary metrics'],
];

/** The part of a metric. Whether a secondary metric is a guardrail comes with its figures. */
export function partOf({ role, isGuardrail }: FoundMetric): Part {
  if (role === 'PRIMARY') return 'PRIMARY';
  return isGuardrail === true ? 'GUARDRAIL' : 'SECONDARY';
}

/** The metrics of a part, in display order. */
export const metricsOf = (metrics: readonly FoundMetric[], part: Part): FoundMetric[] =>
  metrics.filter((metric) => partOf(metric) === part);

/** The name of a metric for people. */
export const nameOf = ({ name }: Pick<FoundMetric, 'name'>): string => name || 'Unnamed metric';

/** Which direction is an improvement, in words; '' for a metric of an unknown type. */
export const goalOf = ({ goal }: Pick<FoundMetric, 'goal'>): string =>
  goal === 'INCREASE' ? 'Higher is better' : goal === 'DECREASE' ? 'Lower is better' : '';

/** The lowest and the highest change that an axis shows, as fractions. */
export type Domain = readonly [low: number, high: number];

/** How often the typical bound an axis shows, before it cuts off the widest intervals. */
const MOST = 5;
/** A change that is always shown, so that noise around zero does not fill the axis. */
const LEAST = 0.01;

/**
 * One axis for all comparisons, with zero on it. One metric with hardly any data has an interval so wide that nothing
 * could be read of the others, so that bounds far beyond the typical one are cut off.
 */
export function domainOf(metrics: readonly FoundMetric[]): Domain {
  const bounds = metrics
    .flatMap(({ latestResult }) => latestResult?.variants ?? [])
    .flatMap(({ interval, delta }: VariantRowFragment) =>
      interval ? [interval.lower, interval.upper] : delta == null ? [] : [delta],
    );
  const sizes = bounds.map(Math.abs).sort((one, other) => one - other);
  const typical = sizes[Math.floor(sizes.length / 2)] ?? 0;
  const most = Math.max(LEAST, typical * MOST);
  const within = bounds.map((bound) => Math.max(-most, Math.min(most, bound)));
  return [Math.min(-LEAST, ...within) * 1.05, Math.max(LEAST, ...within) * 1.05];
}
