import { ApolloLink, makeVar } from '@apollo/client';
import { tap } from 'rxjs';
import { failureOf } from '../graph/failure.ts';

/** Refusals that end when the caller says who it is. */
const NOT_LET_IN: ReadonlySet<string> = new Set([
  'GATEWAY_TOKEN_REQUIRED',
  'INVALID_TOKEN',
  'UNAUTHENTICATED',
]);

/** Whether an error means that the caller has to sign in. */
export const isNotLetIn = (error: unknown): boolean => NOT_LET_IN.has(failureOf(error).code);

/** The id of the project that the caller was let in to; undefined before, and for one who has signed out. */
export const letInToVar = makeVar<string | undefined>(undefined);

/**
 * How many answers said that the caller is not let in. Whoever sees it grow asks once more, since a single call that
 * is refused does not mean that all are.
 */
export const refusalsVar = makeVar(0);

const noteRefusal = () => {
  refusalsVar(refusalsVar() + 1);
};

interface WithErrors {
  readonly errors?: readonly { readonly extensions?: Readonly<Record<string, unknown>> }[];
}

const isRefused = ({ errors = [] }: WithErrors): boolean =>
  errors.some(({ extensions }) => NOT_LET_IN.has(String(extensions?.['code'])));

/** Counts what was refused, apart from the question whether this caller is let in. */
export const refusalLink = new ApolloLink((operation, forward) => {
  const answers = forward(operation);
  if (operation.operationName === 'Project') return answers;
  return answers.pipe(
    tap({
      next(result) {
        const { incremental = [] } = result as { readonly incremental?: readonly WithErrors[] };
        if ([result as WithErrors, ...incremental].some(isRefused)) noteRefusal();
      },
      error(error: unknown) {
        if (isNotLetIn(error)) noteRefusal();
      },
    }),
  );
});
