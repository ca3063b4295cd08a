import { GraphQLError } from 'graphql';
import type { GraphQLParams, Plugin } from 'graphql-yoga';
import { isJsonType } from '../../http/media-type.ts';
import { isJsonTooDeep, MAX_JSON_DEPTH } from '../../posthog/request/value-depth.ts';

/**
 * Reads requests, also those that name a persisted document by `documentId`, as the appendix of GraphQL over HTTP has it.
 * Reports requests that are not JSON, or are nested too deeply, as the caller's mistake. Yoga's own parsers
 * take a GET with malformed `variables` for a fault of the server, parse a body however deeply it is nested,
 * and repeat a body that is not JSON in their error.
 */
export function useRequestParsers(): Plugin {
  return {
    onRequestParse({ request, requestParser, setRequestParser }) {
      if (request.method === 'GET' && requestParser) {
        setRequestParser(async (get) => {
          try {
            const params = await requestParser(get);
            const documentId = new URL(get.url).searchParams.get('documentId');
            return Array.isArray(params) || params instanceof Response
              ? params
              : byDocumentId(params, documentId);
          } catch (error) {
            if (!(error instanceof SyntaxError)) throw error;
            throw rejected(
              'BAD_REQUEST',
              '`variables` and `extensions` of a GET request must be JSON.',
            );
          }
        });
      } else if (
        request.method === 'POST' &&
        isJsonType(request.headers.get('content-type') ?? undefined)
      ) {
        // Yoga compares the type with its own spelling, and knows no parser for another one.
        setRequestParser(async (post) => {
          return paramsOf(await bodyOf(post));
        });
      }
    },
  };
}

/**
 * The text of a body. A body that was cut off counts as empty: its sender has left, or was answered by the server.
 * @throws GraphQLError for one that is too large
 */
async function bodyOf(request: Pick<Request, 'text'>): Promise<string> {
  try {
    return await request.text();
  } catch (error) {
    if (error instanceof GraphQLError) throw error;
    return '';
  }
}

/** @throws GraphQLError for a body that is not JSON, is not an object or is nested too deeply */
function paramsOf(body: string): GraphQLParams {
  if (isJsonTooDeep(body)) {
    const message = `The body is nested more than ${MAX_JSON_DEPTH} levels deep.`;
    throw rejected('BAD_USER_INPUT', message);
  }
  let params: unknown;
  try {
    params = JSON.parse(body);
  } catch {
    throw rejected('BAD_REQUEST', 'The body is not valid JSON.');
  }
  if (Array.isArray(params)) {
    const message =
      'This server does not take several operations in one request. Send each by itself, or one operation with all the fields.';
    throw rejected('BATCHING_NOT_SUPPORTED', message);
  }
  if (typeof params !== 'object' || params === null) {
    throw rejected('BAD_REQUEST', 'The body must be a JSON object with a `query`.');
  }
  const { documentId, ...rest } = params as GraphQLParams & { readonly documentId?: unknown };
  return byDocumentId(rest, documentId);
}

/** Parameters in which `documentId` is replaced by what automatic persisted queries send: the hash, in `extensions`. */
function byDocumentId(params: GraphQLParams, documentId: unknown): GraphQLParams {
  if (documentId === undefined || documentId === null) return params;
  if (typeof documentId !== 'string' || documentId === '')
    throw rejected('BAD_REQUEST', '`documentId` must be `sha256:` and the hash of a document.');
  const sha256Hash = documentId.replace(/^sha256:/i, '');
  const extensions = { ...params.extensions, persistedQuery: { version: 1, sha256Hash } };
  return Object.assign(params, { extensions });
}

const rejected = (
  code: 'BAD_REQUEST' | 'BAD_USER_INPUT' | 'BATCHING_NOT_SUPPORTED',
  message: string,
) => new GraphQLError(message, { extensions: { code, http: { status: 400 } } });
