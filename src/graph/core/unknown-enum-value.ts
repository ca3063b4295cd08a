import { GraphQLError } from 'graphql';

/**
 * The error for an enum value from PostHog that this API does not know: the server is newer than
 * the contract.
 */
export function unknownEnumValue(what: string, word: unknown): GraphQLError {
  return new GraphQLError(`PostHog returned a ${what} this API does not know: "${String(word)}".`, {
    extensions: { code: 'UPSTREAM_MALFORMED' },
  });
}
