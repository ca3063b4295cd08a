import type { IncomingMessage, ServerResponse } from 'node:http';
import { toNodeHandler } from '@modelcontextprotocol/node';
import {
  createMcpHandler,
  INVALID_REQUEST,
  type McpServerFactory,
} from '@modelcontextprotocol/server';
import { arrivalOf } from '../http/arrival.ts';
import { MAX_BODY_BYTES } from '../http/body-limit.ts';
import { isJsonTooDeep } from '../posthog/request/value-depth.ts';
import { withArrival } from './call-arrival.ts';
import { inAcceptedType } from './accepted-answer.ts';
import { refusalOf, TOO_DEEP } from './read-message.ts';

export interface McpHandler {
  (request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Aborts exchanges in progress. */
  close(): Promise<void>;
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
    if (isJsonTooDeep(await request.clone().text()))
      return Response.json(refusalOf(INVALID_REQUEST, TOO_DEEP), { status: 400 });
    return inAcceptedType(request, (accepting) => handler.fetch(accepting, options));
  };
  const answer = toNodeHandler(
    { ...handler, fetch: bounded },
    {
      maxRequestBodySize: MAX_BODY_BYTES,
      onerror: onError,
    },
  );
  return Object.assign(
    (request: IncomingMessage, response: ServerResponse) =>
      withArrival(arrivalOf(request), () =>
        // Node's types declare absent fields as `undefined`, the adapter's as optional.
        answer(request as Parameters<typeof answer>[0], response),
      ),
    { close: () => handler.close() },
  );
}
