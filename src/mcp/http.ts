import type { IncomingMessage, ServerResponse } from 'node:http';
import { toNodeHandler } from '@modelcontextprotocol/node';
import {
  createMcpHandler,
  INVALID_REQUEST,
  type McpServerFactory,
} from '@modelcontextprotocol/server';
import { arrivalOf } from '../http/arrival.ts';
import { isJsonTooDeep } from '../posthog/request/value-depth.ts';
import { withArrival } from './call-arrival.ts';
import { refusalOf, TOO_DEEP } from './read-message.ts';

/** Bytes of the largest message read; a larger one is answered with 413. */
const MAX_MESSAGE_BYTES = 1_000_000;

export interface McpHandler {
  (request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Ends exchanges under way. */
  close(): Promise<void>;
}

/**
 * MCP over streamable HTTP, without sessions: every request is answered by a server of its own, in
 * the revision the client speaks. Who may reach it is the HTTP server's business.
 */
export function createMcpHttpHandler(
  factory: McpServerFactory,
  onError: (error: Error) => void,
): McpHandler {
  const handler = createMcpHandler(factory, {
    maxRequestBodySize: MAX_MESSAGE_BYTES,
    onerror: onError,
  });
  const bounded: typeof handler.fetch = async (request, options) =>
    // The SDK parses a body without looking at its depth.
    request.method === 'POST' && isJsonTooDeep(await request.clone().text())
      ? Response.json(refusalOf(INVALID_REQUEST, TOO_DEEP), { status: 400 })
      : handler.fetch(request, options);
  const answer = toNodeHandler(
    { ...handler, fetch: bounded },
    {
      maxRequestBodySize: MAX_MESSAGE_BYTES,
      onerror: onError,
    },
  );
  return Object.assign(
    (request: IncomingMessage, response: ServerResponse) =>
      withArrival(arrivalOf(request), () =>
        // Node spells absent fields `undefined`, the adapter leaves them out.
        answer(request as Parameters<typeof answer>[0], response),
      ),
    { close: () => handler.close() },
  );
}
