import { ApolloLink, makeVar, type ApolloClient } from '@apollo/client';
import { OperationTypeNode } from 'graphql';
import { tap } from 'rxjs';
import { failureOf } from '../graph/failure.ts';
import { ProjectDocument } from './documents.ts';

/** Refusals that end when the caller says who it is. */
const NOT_LET_IN: ReadonlySet<string> = new Set([
  'GATEWAY_TOKEN_REQUIRED',
  'INVALID_TOKEN',
  'UNAUTHENTICATED',
]);

/** Whether an error means that the caller has to sign in. */
export const isNotLetIn = (error: unknown): boolean => NOT_LET_IN.has(failureOf(error).code);

/** A caller that was let in. */
export interface LetIn {
  /** The id of the project; undefined where the key may not read it. */
  readonly projectId: string | undefined;
}

/** Undefined before the caller was let in, and for one who has signed out. */
export const letInVar = makeVar<LetIn | undefined>(undefined);

/** A caller that was let in and is not any more. */
export interface Lost {
  readonly error: unknown;
  /** False once the caller did not want to sign in now; true again when it is asked for. */
  readonly isAsking: boolean;
}

export const lostVar = makeVar<Lost | undefined>(undefined);

/** Asks the caller to sign in again, or no longer. Does nothing for one that is let in. */
export function askToSignIn(isAsking: boolean): void {
  const lost = lostVar();
  if (lost) lostVar({ ...lost, isAsking });
}

/** Milliseconds between two checks that were made because of what other calls were answered. */
const BETWEEN_CHECKS_MS = 5_000;
let checkedAt = -Infinity;

/**
 * Asks whether the caller is still let in, since a single call that is refused does not mean that all are.
 * @returns the id of its project; undefined where that may not be read, or the caller is not let in
 */
export async function checkAccess(client: ApolloClient): Promise<string | undefined> {
  checkedAt = performance.now();
  const { data, error } = await client.query({
    query: ProjectDocument,
    // What the pages show of the project stays as it is.
    fetchPolicy: 'no-cache',
    errorPolicy: 'all',
  });
  if (error !== undefined && isNotLetIn(error)) {
    lostVar({ error, isAsking: lostVar()?.isAsking ?? true });
    return undefined;
  }
  // Without an answer, nothing is known.
  if (error === undefined || failureOf(error).code !== 'NETWORK') lostVar(undefined);
  return data?.project?.id;
}

const mayCheck = () =>
  letInVar() !== undefined && performance.now() - checkedAt > BETWEEN_CHECKS_MS;

/** Notes that a call was refused. */
export function noteRefusal(client: ApolloClient): void {
  if (lostVar() === undefined && mayCheck()) void checkAccess(client);
}

/** Notes that a call was answered, which may mean that the key works again. */
function noteAnswer(client: ApolloClient): void {
  if (lostVar() !== undefined && mayCheck()) void checkAccess(client);
}

interface WithErrors {
  readonly errors?: readonly { readonly extensions?: Readonly<Record<string, unknown>> }[];
}

const isRefused = ({ errors = [] }: WithErrors): boolean =>
  errors.some(({ extensions }) => NOT_LET_IN.has(String(extensions?.['code'])));

/** Finds out from what is refused, and from what is answered again, whether the caller is let in. */
export const refusalLink = new ApolloLink((operation, forward) => {
  const { client, operationName, operationType } = operation;
  if (operationName === 'Project') return forward(operation);
  const refused = () => {
    noteRefusal(client);
    // Whoever wants to change something has to know why that is not possible.
    if (operationType === OperationTypeNode.MUTATION) askToSignIn(true);
  };
  return forward(operation).pipe(
    tap({
      next(result) {
        const { incremental = [] } = result as { readonly incremental?: readonly WithErrors[] };
        if ([result as WithErrors, ...incremental].some(isRefused)) refused();
        else noteAnswer(client);
      },
      error(error: unknown) {
        if (isNotLetIn(error)) refused();
      },
    }),
  );
});
