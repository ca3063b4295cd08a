import { share } from '../../format.ts';
import { change } from '../../chart/change.ts';
import type { ExperimentHeadFragment, VariantRowFragment } from '../generated/graphql.ts';
import type { Results } from '../use-results.ts';

type Found = Results['found'];
type Row = Pick<VariantRowFragment, 'key' | 'delta' | 'direction' | 'interval' | 'significant'>;

/** The primary metrics; those that could not be read have no results. */
const primaryOf = (found: Found) =>
  (found?.metrics ?? []).flatMap((metric) => (metric && metric.role === 'PRIMARY' ? metric : []));

/** The newest figures of a variant in the first primary metric that has any, with the metric's name. */
export function findingOf(found: Found, key: string): { metric: string; row: Row } | undefined {
  for (const { name, latestResult } of primaryOf(found)) {
    const row = latestResult?.variants?.find((variant) => variant.key === key);
    if (row) return { metric: name ?? '', row };
  }
  return undefined;
}

/** Whether a variant is the one that the others are compared with, by the newest results. */
export const isBaseline = (found: Found, key: string): boolean =>
  primaryOf(found).some(({ latestResult }) => latestResult?.baseline?.key === key);

/** A change with its interval: “+4.2% (−1% to +9.4%)”. */
export function findingWords({ delta, interval }: Row): string {
  if (delta == null) return 'no figures';
  if (!interval) return change(delta);
  const level = share(interval.level);
  return `${change(delta)} (${level}: ${change(interval.lower)} to ${change(interval.upper)})`;
}

/**
 * Key of the variant that won: significantly better in a primary metric, and none of them worse, with people split as
 * they should be. Undefined where shipping is not the obvious next step.
 */
export function winnerOf(found: Found, experiment: ExperimentHeadFragment): string | undefined {
  const verdicts = primaryOf(found).flatMap(({ verdict }) => verdict ?? []);
  if (found?.sampleRatioMismatch?.suspicious || verdicts.some(({ state }) => state === 'LOSING')) {
    return undefined;
  }
  const winners = new Set(
    verdicts.flatMap(({ state, variant }) =>
      state === 'WINNING' && variant != null ? variant : [],
    ),
  );
  const [winner] = winners;
  const isMeasured = experiment.variants?.some(
    ({ key, isExcluded }) => key === winner && !isExcluded,
  );
  return winners.size === 1 && isMeasured ? winner : undefined;
}
