import type { IncomingMessage, ServerResponse } from 'node:http';
import { MAX_BODY_BYTES } from '../http/body-limit.ts';

/**
 * Responses to callers that wait for `100 Continue` before sending the body, and whether to keep the connection alive.
 */
const waiting = new WeakMap<ServerResponse, boolean>();

/**
 * Records that a caller waits for `100 Continue`. Unless it is sent, the response closes the connection, because
 * the next bytes on it could be either that body or another request.
 */
export function expectContinue(response: ServerResponse): void {
  waiting.set(response, response.shouldKeepAlive);
  response.shouldKeepAlive = false;
}

/** Sends `100 Continue` to a waiting caller after all guards have passed, unless the body exceeds the limit. */
export function sendContinue(request: IncomingMessage, response: ServerResponse): void {
  const keepAlive = waiting.get(response);
  if (keepAlive === undefined) return;
  if (Number(request.headers['content-length'] ?? 0) > MAX_BODY_BYTES) return;
  response.shouldKeepAlive = keepAlive;
  response.writeContinue();
}
