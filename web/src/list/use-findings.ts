import { useApolloClient, useQuery } from '@apollo/client/react';
import { useMemo } from 'react';
import { FindingsFragmentDoc, type ExperimentRowFragment } from '../generated/graphql.ts';
import { FindingsDocument } from './documents.ts';

/**
 * Reads what the experiments of the rows have found so far into the cache: of those rows only that
 * it does not know yet, so that a further page asks for its own. Drafts have found nothing.
 * @returns true while it is on its way
 */
export function useFindings(rows: readonly ExperimentRowFragment[]): boolean {
  const { cache } = useApolloClient();
  const launched = rows.filter(({ status }) => status !== 'DRAFT').map(({ id }) => id);
  const key = launched.join();
  const ids = useMemo(
    () =>
      launched.filter((id) => {
        const from = { __typename: 'Experiment', id } as const;
        const known = { fragment: FindingsFragmentDoc, fragmentName: 'Findings', from };
        return cache.readFragment(known) === null;
      }),
    // The rows are the same as long as their ids are.
    [cache, key],
  );
  return useQuery(FindingsDocument, {
    variables: { ids },
    skip: ids.length === 0,
    errorPolicy: 'all',
  }).loading;
}
