import { useApolloClient } from '@apollo/client/react';
import { useCallback } from 'react';

/** The queries whose answers a change of the experiment can change; the experiment itself comes with the event. */
const followers: ReadonlySet<string> = new Set([
  'Checklist',
  'Results',
  'Deciding',
  'History',
  'MetricDays',
]);

/** Reads again what the page shows besides the experiment itself. Parts that are not open are not read. */
export function useFollow(): () => void {
  const client = useApolloClient();
  return useCallback(() => {
    void client.refetchQueries({
      include: 'active',
      onQueryUpdated: ({ queryName }) => queryName !== undefined && followers.has(queryName),
    });
  }, [client]);
}
