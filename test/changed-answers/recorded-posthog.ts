import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Json } from './changes.ts';
import { withRareParts } from './rare-parts.ts';
import { text as textOf } from 'node:stream/consumers';

/** An answer of PostHog's, as it was recorded. */
export interface Recorded {
  readonly status: number;
  readonly text: string;
}

/** A PostHog that gives each answer of a real one again, with one of them changed. */
export async function recordedPostHog(real: string) {
  const recorded = new Map<string, Recorded>();
  let used = new Set<string>();
  let change: { readonly request: string; readonly text: string } | undefined;

  async function answerTo(request: IncomingMessage): Promise<Recorded> {
    const { method = 'GET', url = '', headers } = request;
    const body = await textOf(request);
    const name = `${method} ${url} ${body}`;
    used.add(name);
    let known = recorded.get(name);
    if (!known) {
      const answered = await fetch(new URL(url, real), {
        method,
        headers: {
          authorization: headers.authorization ?? '',
          'content-type': 'application/json',
        },
        ...(body !== '' && { body }),
      });
      const text = await answered.text();
      const isJson = answered.status === 200 && text !== '';
      known = {
        status: answered.status,
        text: isJson ? JSON.stringify(withRareParts(name, JSON.parse(text) as Json)) : text,
      };
      recorded.set(name, known);
    }
    return change?.request === name ? { ...known, text: change.text } : known;
  }

  const server = createServer((request, response) => {
    answerTo(request).then(
      ({ status, text }) =>
        response.writeHead(status, { 'content-type': 'application/json' }).end(text),
      () => response.destroy(),
    );
  });
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    /** Answers by request, `METHOD URL body`. */
    recorded: recorded as ReadonlyMap<string, Recorded>,
    /** The requests since the last time this was called. */
    takeUsed(): ReadonlySet<string> {
      const taken = used;
      used = new Set();
      return taken;
    },
    /** Changes one answer from now on; without an argument none. */
    changes(next?: { readonly request: string; readonly text: string }): void {
      change = next;
    },
    close: () =>
      new Promise((closed) => {
        server.close(closed);
        server.closeAllConnections();
      }),
  };
}
