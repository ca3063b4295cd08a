import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';

/** Answers a GET whose `variables` or `extensions` are not JSON as the caller's mistake; yoga alone takes it for a bug of the server. */
export function useReadableQueryString(): Plugin {
  return {
    onRequestParse({ request, requestParser, setRequestParser }) {
      if (request.method !== 'GET' || requestParser === undefined) return;
      setRequestParser(async (parsed) => {
        try {
          return await requestParser(parsed);
        } catch (error) {
          if (!(error instanceof SyntaxError)) throw error;
          throw new GraphQLError('`variables` and `extensions` of a GET request must be JSON.', {
            extensions: { code: 'BAD_REQUEST', http: { status: 400 } },
          });
        }
      });
    },
  };
}
