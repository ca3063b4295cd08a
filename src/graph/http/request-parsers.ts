import { GraphQLError } from 'graphql';
import type { GraphQLParams, Plugin } from 'graphql-yoga';
import { isJsonTooDeep, MAX_JSON_DEPTH } from '../../posthog/request/value-depth.ts';

/**
 * Reports requests that are not JSON, or are nested too deeply, as the caller's mistake. Yoga's own parsers
 * take a GET with malformed `variables` for a fault of the server, parse a body however deeply it is nested,
 * and repeat a body that is not JSON in their error.
 */
export function useRequestParsers(): Plugin {
  return {
    onRequestParse({ request, requestParser, setRequestParser }) {
      if (requestParser === undefined) return;
      if (request.method === 'GET') {
        setRequestParser(async (get) => {
          try {
            return await requestParser(get);
          } catch (error) {
            if (!(error instanceof SyntaxError)) throw error;
            throw badRequest('`variables` and `extensions` of a GET request must be JSON.', {});
          }
        });
      } else if (JSON_TYPE.test(request.headers.get('content-type') ?? '')) {
        setRequestParser(async (post) => paramsOf(await post.text()));
      }
    },
  };
}

const JSON_TYPE = /^application\/(graphql\+)?json\s*(;|$)/i;

/** @throws GraphQLError BAD_REQUEST for a body that is not JSON, is not an object or is nested too deeply */
function paramsOf(body: string): GraphQLParams | GraphQLParams[] {
  if (isJsonTooDeep(body)) {
    throw badRequest(`The body is nested more than ${MAX_JSON_DEPTH} levels deep.`);
  }
  let params: unknown;
  try {
    params = JSON.parse(body);
  } catch {
    throw badRequest('The body is not valid JSON.');
  }
  if (typeof params !== 'object' || params === null) {
    throw badRequest('The body must be a JSON object with a `query`.');
  }
  return params as GraphQLParams;
}

/** @param http `spec` gives a client of plain `application/json` the status 200, as GraphQL over HTTP has it */
const badRequest = (message: string, http: { readonly spec?: boolean } = { spec: true }) =>
  new GraphQLError(message, {
    extensions: { code: 'BAD_REQUEST', http: { status: 400, ...http } },
  });
