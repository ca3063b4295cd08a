import { GraphQLError } from 'graphql';

/** The error of a field whose object was deleted between two upstream calls of one request. */
export function deletedMeanwhile(what: string): GraphQLError {
  return new GraphQLError(`The ${what} was deleted while this request was running.`, {
    extensions: { code: 'NOT_FOUND' },
  });
}
