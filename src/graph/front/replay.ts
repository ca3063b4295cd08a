import type { IncomingMessage, ServerResponse } from 'node:http';
import { arrivalOf } from '../../arrival.ts';
import type { Yoga } from './context.ts';

/** Sends a request whose body was already read the ordinary way. */
export async function replay(
  yoga: Yoga,
  request: IncomingMessage,
  body: string,
  response: ServerResponse,
  signal: AbortSignal,
): Promise<void> {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, String(value));
  }
  const url = `http://${request.headers.host ?? 'localhost'}${request.url ?? '/graphql'}`;
  const init = { method: 'POST', headers, body, signal };
  await copy(await yoga.fetch(url, init, { arrivedAt: arrivalOf(request) }), response);
}

/** Writes a fetch Response, as it comes. */
export async function copy(answer: Response, response: ServerResponse): Promise<void> {
  response.writeHead(answer.status, Object.fromEntries(answer.headers));
  response.flushHeaders();
  if (answer.body) {
    for await (const chunk of answer.body) {
      if (response.destroyed) break;
      response.write(chunk);
    }
  }
  response.end();
}
