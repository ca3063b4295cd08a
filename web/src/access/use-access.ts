import { useApolloClient, useQuery, useReactiveVar } from '@apollo/client/react';
import { useEffect, useState } from 'react';
import { failureOf } from '../graph/failure.ts';
import { ProjectDocument } from './documents.ts';
import { checkAccess, isNotLetIn, letInVar, lostVar } from './let-in.ts';

/** Whether the caller is let in; if not, why, and how to try again with what was entered since. */
export type Access =
  | { readonly state: 'given' }
  /** `none` before the caller was let in, `lost` when it was and is not any more, and is asked to sign in again. */
  | { readonly state: 'none' | 'lost'; readonly error: unknown; readonly retry: () => void };

interface Caller {
  /** Of its project. */
  readonly name: string | undefined;
  readonly access: Access;
  /** Changes when somebody goes on in another project: nothing of the pages before may stay. */
  readonly visit: number;
}

/** Whether the caller is let in, and the name of its project. */
export function useAccess(): Caller {
  const client = useApolloClient();
  const { data, error, loading } = useQuery(ProjectDocument, { errorPolicy: 'all' });
  const letIn = useReactiveVar(letInVar);
  const lost = useReactiveVar(lostVar);
  const [visit, setVisit] = useState(0);
  const projectId = data?.project?.id;
  const isRefused = error !== undefined && isNotLetIn(error);
  // A key that may not read the project is let in, too; without an answer, nothing is known.
  const isAccepted = !loading && !isRefused && (!error || failureOf(error).code !== 'NETWORK');

  useEffect(() => {
    if (isAccepted) letInVar({ projectId });
  }, [isAccepted, projectId]);

  /** What is shown stays while it is read again, unless it may be another project's. */
  async function goOn() {
    const before = letIn?.projectId;
    const now = await checkAccess(client);
    if (lostVar() !== undefined) return;
    if (now !== undefined && now === before) {
      await client.refetchQueries({ include: 'active' });
      return;
    }
    setVisit(visit + 1);
    await client.resetStore();
  }

  const name = data?.project?.name ?? undefined;
  if (lost?.isAsking)
    return { name, visit, access: { state: 'lost', error: lost.error, retry: () => void goOn() } };
  if (isRefused && letIn === undefined)
    return { name, visit, access: { state: 'none', error, retry: () => void client.resetStore() } };
  return { name, visit, access: { state: 'given' } };
}
