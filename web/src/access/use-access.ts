import { useApolloClient, useQuery, useReactiveVar } from '@apollo/client/react';
import { useEffect, useRef } from 'react';
import { ProjectDocument } from './documents.ts';
import { isNotLetIn, letInToVar, refusalsVar } from './let-in.ts';

/** Whether the caller is let in; if not, why, and how to try again with what was entered since. */
export type Access =
  | { readonly state: 'given' }
  /** `none` before the caller was let in, `lost` when it was and is not any more. */
  | { readonly state: 'none' | 'lost'; readonly error: unknown; readonly retry: () => void };

/** Whether the caller is let in, and the name of its project. It is asked again whenever a call was refused. */
export function useAccess(): { readonly name: string | undefined; readonly access: Access } {
  const client = useApolloClient();
  const { data, error, refetch } = useQuery(ProjectDocument, { errorPolicy: 'all' });
  const letInTo = useReactiveVar(letInToVar);
  const refusals = useReactiveVar(refusalsVar);
  const project = data?.project;
  const id = project?.id;

  useEffect(() => {
    if (id !== undefined) letInToVar(id);
  }, [id]);
  const seen = useRef(refusals);
  useEffect(() => {
    if (letInTo !== undefined && refusals > seen.current) void refetch();
    seen.current = refusals;
  }, [refusals, letInTo, refetch]);

  /** What is shown stays while it is read again, unless it turns out to be another project's. */
  async function goOn() {
    const read = await refetch();
    const now = read.data?.project?.id;
    if (now === undefined) return;
    if (now === letInTo) await client.refetchQueries({ include: 'active' });
    else await client.resetStore();
  }

  const name = project?.name ?? undefined;
  if (error === undefined || !isNotLetIn(error)) return { name, access: { state: 'given' } };
  return letInTo === undefined
    ? { name, access: { state: 'none', error, retry: () => void client.resetStore() } }
    : { name, access: { state: 'lost', error, retry: () => void goOn() } };
}
