import { isUtf8 } from 'node:buffer';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { toNodeHandler } from '@modelcontextprotocol/node';
import {
  createMcpHandler,
  INVALID_REQUEST,
  PARSE_ERROR,
  ProtocolErrorCode,
  type McpServerFactory,
} from '@modelcontextprotocol/server';
import { arrivalOf } from '../http/arrival.ts';
import { MAX_BODY_BYTES } from '../http/body-limit.ts';
import { readBody } from '../http/read-body.ts';
import { replyJson } from '../http/reply.ts';
import { withBody } from '../http/with-body.ts';
import { recordOf } from '../instrumentation/request-record.ts';
import { isJsonTooDeep } from '../posthog/request/value-depth.ts';
import { inAcceptedType } from './accepted-answer.ts';
import { withReadableArguments } from './arguments/call-message.ts';
import { withOrigin } from './call-origin.ts';
import { idOf, NO_BATCHES, refusalOf, TOO_DEEP } from './read-message.ts';

export interface McpHandler {
  (request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Aborts exchanges in progress. */
  close(): Promise<void>;
}

/** From JSON-RPC's range for implementation-defined server errors. */
const SERVER_ERROR = -32_000;

const TOO_LARGE = `Payload Too Large: the body may have at most ${MAX_BODY_BYTES} bytes.`;

/** The SDK decodes such a body with replacements for what it cannot read, and passes those on as arguments. */
const NOT_UTF8 = 'Parse error: the body is not valid UTF-8.';

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/**
 * MCP over streamable HTTP, without sessions: every request gets its own server instance, in the revision
 * the client uses. Access control is left to the HTTP server.
 */
export function createMcpHttpHandler(
  factory: McpServerFactory,
  onError: (error: Error) => void,
): McpHandler {
  const handler = createMcpHandler(factory, {
    maxRequestBodySize: MAX_BODY_BYTES,
    onerror: onError,
  });
  const bounded: typeof handler.fetch = async (request, options) => {
    if (request.method !== 'POST') return handler.fetch(request, options);
    // The SDK parses a body without looking at its depth.
    const text = await request.clone().text();
    if (isJsonTooDeep(text))
      return Response.json(refusalOf(INVALID_REQUEST, TOO_DEEP), { status: 400 });
    const body = parsed(text);
    // The SDK would run every message of it, for one request in the count of its caller.
    if (Array.isArray(body))
      return Response.json(refusalOf(INVALID_REQUEST, NO_BATCHES), { status: 400 });
    const read = withReadableArguments(body);
    return inAcceptedType(request, async (accepting) => {
      if ('message' in read) {
        // Without a parsed body, the SDK answers what is wrong with the text.
        return handler.fetch(accepting, {
          ...options,
          ...(body !== undefined && { parsedBody: read.message }),
        });
      }
      return Response.json(refusalOf(ProtocolErrorCode.InvalidParams, read.refusal, idOf(body)));
    });
  };
  const answer = toNodeHandler(
    { ...handler, fetch: bounded },
    {
      maxRequestBodySize: MAX_BODY_BYTES,
      onerror: onError,
    },
  );
  const answerRead = async (request: IncomingMessage, response: ServerResponse) => {
    // The SDK, which reads a body piece by piece, refuses one that is declared as too long before it reads it.
    const isDeclaredTooLong = Number(request.headers['content-length'] ?? 0) > MAX_BODY_BYTES;
    const body = isDeclaredTooLong ? undefined : await readBody(request, MAX_BODY_BYTES);
    if (body === null) {
      response.setHeader('connection', 'close');
      replyJson(response, 413, refusalOf(SERVER_ERROR, TOO_LARGE));
      return;
    }
    if (body && !isUtf8(body)) {
      replyJson(response, 400, refusalOf(PARSE_ERROR, NOT_UTF8));
      return;
    }
    const read = body ? withBody(request, body) : request;
    // Node's types declare absent fields as `undefined`, the adapter's as optional.
    await answer(read as Parameters<typeof answer>[0], response);
  };
  return Object.assign(
    (request: IncomingMessage, response: ServerResponse) =>
      withOrigin({ arrivedAt: arrivalOf(request), record: recordOf(request) }, async () => {
        try {
          await answerRead(request, response);
        } catch (error) {
          // The client has left while it sent the body, or the server has answered that it came too slowly.
          onError(error as Error);
          if (!response.writableEnded) response.destroy();
        }
      }),
    { close: () => handler.close() },
  );
}
