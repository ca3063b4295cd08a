import { useQuery } from '@apollo/client/react';
import { Link } from 'wouter';
import { plural } from '../format.ts';
import { Problem } from '../shell/problem.tsx';
import { SharedMetricUsesDocument } from './documents.ts';

/** The experiments that use a shared metric. */
export function SharedMetricUsers({ id }: { readonly id: string }) {
  const { data, error, loading } = useQuery(SharedMetricUsesDocument, {
    variables: { id },
    errorPolicy: 'all',
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
  });
  const uses = data?.savedMetric?.experiments;
  if (loading && !data) return <p role="status">Looking through the experiments …</p>;
  if (error && !uses) return <Problem error={error} />;
  const users = (uses?.nodes ?? []).filter((node) => node !== null);
  const more = uses?.pageInfo?.hasNextPage ? ' There may be more among older experiments.' : '';
  if (users.length === 0)
    return <p className="hint">No experiment that is not archived uses it.{more}</p>;
  return (
    <p className="hint">
      {plural(users.length, 'experiment')}:{' '}
      {users.map((user, index) => (
        <span key={user.id}>
          {index > 0 && ', '}
          <Link href={`/experiments/${user.id}`}>{user.name}</Link>
        </span>
      ))}
      .{more}
    </p>
  );
}
