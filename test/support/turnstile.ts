import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { listen } from '../../src/server/listen.ts';

/** A proxy to a PostHog that delays every request until it is released. */
export interface Turnstile {
  readonly url: string;
  /** Resolves when the first request is waiting. */
  readonly waiting: Promise<void>;
  /** Number of requests received. */
  held(): number;
  letThrough(): void;
  /** Delays requests again that arrive from now on, the first `most` of them. */
  shut(most?: number): void;
  close(): void;
}

/** @param target base URL of the PostHog behind it */
export async function openTurnstile(target: string): Promise<Turnstile> {
  const arrived = Promise.withResolvers<void>();
  let opened = Promise.withResolvers<void>();
  let held = 0;
  let delayed = Infinity;
  const server = createServer((request, response) => {
    const { method = 'GET' } = request;
    const isDelayed = delayed > 0;
    held += 1;
    delayed -= 1;
    arrived.resolve();
    const pass = async () => {
      const { authorization = '' } = request.headers;
      const headers = { authorization, 'content-type': 'application/json' };
      const body = method === 'GET' ? null : await text(request);
      if (isDelayed) await opened.promise;
      const answer = await fetch(target + (request.url ?? '/'), { method, headers, body });
      response.writeHead(answer.status, { 'content-type': 'application/json' });
      response.end(await answer.text());
    };
    pass().catch(() => response.destroy());
  });
  const port = await listen(server, { host: '127.0.0.1', port: 0, setting: 'none' });
  return {
    url: `http://127.0.0.1:${port}`,
    waiting: arrived.promise,
    held: () => held,
    letThrough: () => {
      opened.resolve();
    },
    shut: (most = Infinity) => {
      delayed = most;
      opened = Promise.withResolvers<void>();
    },
    close: () => {
      server.close().closeAllConnections();
    },
  };
}
