import type { ExperimentHeadFragment } from './generated/graphql.ts';

/**
 * Key of the variant that everybody gets whom the flag admits, since the experiment has ended; undefined where several
 * are still given out.
 */
export const shippedOf = ({
  status,
  variants,
}: Pick<ExperimentHeadFragment, 'status' | 'variants'>): string | undefined =>
  status === 'STOPPED'
    ? (variants?.find(({ rolloutPercentage }) => rolloutPercentage === 100)?.key ?? undefined)
    : undefined;
