import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface WithholdingPostHog {
  readonly url: string;
  /** Writes that were performed, as `METHOD path`. */
  readonly writes: readonly string[];
  /** Performs the next write and withholds its answer; resolves when it was performed. */
  withholdNext(): Promise<void>;
  /** Keeps the next write back before it is performed; resolves when it has arrived. */
  delayNext(): Promise<void>;
  /** Sends the answers that are withheld, and performs the write that is delayed. */
  release(): void;
  /** Changes the text of every answer. */
  change: (text: string) => string;
  /** Answers a request, `METHOD path`, in the place of the sandbox. */
  refuse: (request: string) => { readonly status: number; readonly body: object } | undefined;
  close(): Promise<void>;
}

/** A proxy to the sandbox that can keep the answer to a write back after it was performed. */
export async function withholdingPostHog(real: string): Promise<WithholdingPostHog> {
  const writes: string[] = [];
  const withheld: (() => void)[] = [];
  let withholding: PromiseWithResolvers<void> | undefined;
  let delaying: PromiseWithResolvers<void> | undefined;
  const forward = async (
    { method, url, authorization, body }: Forwarded,
    response: ServerResponse,
  ) => {
    const refusal = posthog.refuse(`${method} ${url}`);
    if (refusal) {
      response.writeHead(refusal.status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(refusal.body));
      return;
    }
    if (method !== 'GET' && delaying) {
      delaying.resolve();
      delaying = undefined;
      await new Promise<void>((released) => {
        withheld.push(released);
      });
    }
    const answered = await fetch(new URL(url, real), {
      method,
      headers: { 'content-type': 'application/json', authorization },
      ...(body !== '' && { body }),
    });
    const text = posthog.change(await answered.text());
    const headers = Object.fromEntries(
      ['content-type', 'retry-after'].flatMap((name) => {
        const value = answered.headers.get(name);
        return value === null ? [] : [[name, value]];
      }),
    );
    const send = () => response.writeHead(answered.status, headers).end(text);
    if (method === 'GET') {
      send();
      return;
    }
    if (answered.ok) writes.push(`${method} ${url}`);
    if (!withholding) {
      send();
      return;
    }
    withheld.push(send);
    withholding.resolve();
    withholding = undefined;
  };
  const server = createServer((request, response) => {
    const read = async () => {
      let body = '';
      for await (const part of request) body += String(part);
      const { method = 'GET', url = '', headers } = request;
      await forward({ method, url, body, authorization: headers.authorization ?? '' }, response);
    };
    read().catch(() => response.destroy());
  });
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening);
  });
  const posthog: WithholdingPostHog = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    writes,
    withholdNext() {
      withholding = Promise.withResolvers();
      return withholding.promise;
    },
    delayNext() {
      delaying = Promise.withResolvers();
      return delaying.promise;
    },
    release() {
      for (const send of withheld.splice(0)) send();
    },
    change: (text) => text,
    refuse: () => undefined,
    close: () =>
      new Promise((closed) => {
        server.close(() => {
          closed();
        });
        server.closeAllConnections();
      }),
  };
  return posthog;
}

interface Forwarded {
  readonly method: string;
  readonly url: string;
  readonly authorization: string;
  readonly body: string;
}
