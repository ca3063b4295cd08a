import { GraphQLError } from 'graphql';

/** The error of a request that needs PostHog but has no key. */
export function unauthenticated(): GraphQLError {
  return new GraphQLError(
    'A PostHog personal API key is required: send it as `Authorization: Bearer phx_…`.',
    { extensions: { code: 'UNAUTHENTICATED' } },
  );
}
