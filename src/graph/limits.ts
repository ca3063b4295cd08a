import { maxAliasesPlugin } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthPlugin } from '@escape.tech/graphql-armor-max-depth';
import { maxTokensPlugin } from '@escape.tech/graphql-armor-max-tokens';
import { GraphQLError, type ValidationContext } from 'graphql';

/** Bytes of the largest request body read; a larger one is answered with 413. */
export const MAX_BODY_BYTES = 1_000_000;

/** Refuse documents out of proportion before any field is resolved, each by a code of its own. */
export const documentLimits = [
  maxTokensPlugin({
    n: 5_000,
    onReject: [
      (_, error) => {
        throw tooMuch(error, 'DOCUMENT_TOO_LONG');
      },
    ],
  }),
  maxDepthPlugin({
    n: 20,
    flattenFragments: true,
    ignoreIntrospection: true,
    ...reporting('DOCUMENT_TOO_DEEP'),
  }),
  maxAliasesPlugin({ n: 200, ...reporting('TOO_MANY_ALIASES') }),
];

/** Reported like any validation error instead of thrown, so that the caller gets the others with it. */
function reporting(code: string) {
  const report = (context: ValidationContext | null, error: GraphQLError) => {
    context?.reportError(tooMuch(error, code));
  };
  return { onReject: [report], propagateOnRejection: false };
}

/** The plugins call their refusals syntax errors, which they are not. */
function tooMuch({ message }: GraphQLError, code: string): GraphQLError {
  return new GraphQLError(message.replace(/^Syntax Error: /, ''), { extensions: { code } });
}
