import { createServer } from 'node:http';
import { listen } from '../../src/server/listen.ts';

/** A proxy to a PostHog that delays every request until it is released. */
export interface Turnstile {
  readonly url: string;
  /** Resolves when the first request is waiting. */
  readonly waiting: Promise<void>;
  /** Number of requests received. */
  held(): number;
  letThrough(): void;
  close(): void;
}

/** @param target base URL of the PostHog behind it */
export async function openTurnstile(target: string): Promise<Turnstile> {
  const arrived = Promise.withResolvers<void>();
  const opened = Promise.withResolvers<void>();
  let held = 0;
  const server = createServer((request, response) => {
    held += 1;
    arrived.resolve();
    const pass = async () => {
      await opened.promise;
      const { authorization = '' } = request.headers;
      const answer = await fetch(target + (request.url ?? '/'), { headers: { authorization } });
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
    close: () => {
      server.close().closeAllConnections();
    },
  };
}
