import type { IncomingMessage, ServerResponse } from 'node:http';
import { MAX_REST_BODY_BYTES } from '../rest/request-body.ts';

/** Callers who hold the body back until it is asked for (`Expect: 100-continue`), and whether they keep the connection. */
const waiting = new WeakMap<ServerResponse, boolean>();

/**
 * Notes that a caller waits to be asked for the body. Unless that happens the answer closes the
 * connection: nobody could tell whether what comes next on it is that body or another request.
 */
export function expectContinue(response: ServerResponse): void {
  waiting.set(response, response.shouldKeepAlive);
  response.shouldKeepAlive = false;
}

/** Asks a caller who waits for the body, once the guards are passed. A body over the limit is not asked for. */
export function sendContinue(request: IncomingMessage, response: ServerResponse): void {
  const keepAlive = waiting.get(response);
  if (keepAlive === undefined) return;
  if (Number(request.headers['content-length'] ?? 0) > MAX_REST_BODY_BYTES) return;
  response.shouldKeepAlive = keepAlive;
  response.writeContinue();
}
