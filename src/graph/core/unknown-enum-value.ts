import { GraphQLError } from 'graphql';

/** The error for a word from PostHog that this API does not know: a newer server than the contract. */
export function unknownEnumValue(what: string, word: unknown): GraphQLError {
  return new GraphQLError(`PostHog returned a ${what} this API does not know: "${String(word)}".`, {
    extensions: { code: 'UPSTREAM_MALFORMED' },
  });
}
