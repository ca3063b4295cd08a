import { useQuery } from '@apollo/client/react';
import type { HoldoutUsesQuery } from '../writing/generated/graphql.ts';
import { HoldoutUsesDocument } from './documents.ts';

type User = NonNullable<NonNullable<HoldoutUsesQuery['experiments']>['nodes'][number]>;

/** Which experiments use which holdout, among the newest hundred that are not archived. */
export interface HoldoutUses {
  readonly isKnown: boolean;
  /** Whether there are experiments that were not looked at. */
  readonly isPartial: boolean;
  of(holdoutId: string): readonly User[];
}

/** Reads it beside the page, which does not wait for it. 1 upstream call. */
export function useHoldoutUses(): HoldoutUses {
  const { data } = useQuery(HoldoutUsesDocument, {
    errorPolicy: 'all',
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
  });
  const list = data?.experiments;
  const nodes = (list?.nodes ?? []).filter((node) => node !== null) as User[];
  return {
    isKnown: list != null,
    isPartial: (list?.totalCount ?? 0) > nodes.length,
    of: (holdoutId) => nodes.filter(({ holdout }) => holdout?.id === holdoutId),
  };
}
