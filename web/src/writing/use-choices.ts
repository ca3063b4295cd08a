import { useQuery } from '@apollo/client/react';
import { ChoicesDocument } from './documents.ts';
import type { ChoicesQuery, SharedChoiceFragment } from './generated/graphql.ts';

type Holdout = NonNullable<NonNullable<ChoicesQuery['holdouts']>['nodes'][number]>;

/** Holdouts and shared metrics of the project, for a form. */
export interface Choices {
  readonly holdouts: readonly Holdout[];
  readonly shared: readonly SharedChoiceFragment[];
  /** How many shared metrics the project has; more than `shared` has of them are found by searching. */
  readonly sharedCount: number;
  readonly isReading: boolean;
  /** Why one or both could not be read; the rest of the form can be used. */
  readonly error: unknown;
  retry(): void;
}

/** Reads what a form offers to choose from. 2 upstream calls. */
export function useChoices(): Choices {
  const { data, error, loading, refetch } = useQuery(ChoicesDocument, {
    errorPolicy: 'all',
    fetchPolicy: 'cache-and-network',
  });
  const shared = (data?.savedMetrics?.nodes ?? []).filter((node) => node !== null);
  return {
    holdouts: (data?.holdouts?.nodes ?? []).filter((node) => node !== null),
    shared: shared as SharedChoiceFragment[],
    sharedCount: data?.savedMetrics?.totalCount ?? shared.length,
    isReading: loading && !data,
    error,
    retry: () => void refetch(),
  };
}
