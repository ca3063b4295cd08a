import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';

const PROBES = new Set(['/health', '/ready', '/metrics']);

/** Logs one line when the response is sent or the caller has left, without headers, query string or body. */
export function logRequest(
  log: Logger,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): void {
  const startedAt = performance.now();
  response.once('close', () => {
    const line = {
      method: request.method,
      path,
      status: response.statusCode,
      ms: Math.round(performance.now() - startedAt),
      ...(!response.writableFinished && { aborted: true }),
    };
    if (PROBES.has(path)) log.debug(line, 'request');
    else log.info(line, 'request');
  });
}
