import type { LargestEffect, ListedFinding, Outcome } from '../outcomes-var.ts';
import type { ListedFindingFragment, OutcomesQuery } from './generated/graphql.ts';

export type Found = Extract<NonNullable<OutcomesQuery['nodes'][number]>, { metrics: unknown }>;
type Metric = NonNullable<NonNullable<Found['metrics']>[number]>;

/** What the API has found about an experiment, in the form in which the list uses it. */
export const toOutcome = (
  { decision, findings, metrics }: Found,
  about: Pick<Outcome, 'failure' | 'status' | 'readAt'>,
): Outcome => ({
  decision: decision && {
    recommendation: decision.recommendation,
    variant: decision.variant ?? null,
    because: decision.because,
  },
  effect: largestEffect(metrics?.[0] ?? null),
  findings: toFindings(findings ?? []),
  ...about,
});

/** Findings that say what was found; one that a check could not be made says nothing of the experiment. */
export const toFindings = (findings: readonly ListedFindingFragment[]): readonly ListedFinding[] =>
  findings.filter(({ code }) => code !== 'CHECK_UNAVAILABLE');

/** The variant of a metric with the largest change. */
function largestEffect(metric: Metric | null): LargestEffect | null {
  const variants = metric?.latestResult?.variants ?? [];
  const [largest] = variants
    .filter(({ delta }) => delta !== null)
    .toSorted((one, other) => Math.abs(other.delta ?? 0) - Math.abs(one.delta ?? 0));
  if (!metric || largest?.delta == null) return null;
  const { key, delta, interval, direction, significant } = largest;
  return {
    metric: metric.name,
    variant: variants.length > 1 ? key : null,
    delta,
    interval: interval ?? null,
    isBetter: significant === true ? direction === 'BETTER' : null,
  };
}
