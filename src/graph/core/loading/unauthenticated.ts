import { GraphQLError } from 'graphql';

/** The error of a request that needs PostHog but brought no key. */
export function unauthenticated(): GraphQLError {
  return new GraphQLError(
    'A PostHog personal API key is required: send it as `Authorization: Bearer phx_…`.',
    { extensions: { code: 'UNAUTHENTICATED' } },
  );
}
