import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WireObject } from './sandbox-control.ts';

/** An answer in transit from the sandbox to the product. */
export interface Passing {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Changes an answer; undefined closes the connection. */
export type Mangle = (
  answer: Passing,
  request: { readonly method: string; readonly url: string },
) => Passing | undefined;

/** The answer with a changed text. */
export const withText = (answer: Passing, change: (text: string) => string): Passing => ({
  ...answer,
  body: Buffer.from(change(answer.body.toString())),
});

/** Changes the JSON of successful answers to the requests whose address matches. */
export const withJson =
  (where: RegExp, change: (json: WireObject) => void): Mangle =>
  (answer, { url }) => {
    if (answer.status >= 300 || !where.test(url)) return answer;
    return withText(answer, (text) => {
      const json = JSON.parse(text) as WireObject;
      change(json);
      return JSON.stringify(json);
    });
  };

/**
 * A proxy to a PostHog that changes its answers.
 * @param key key for all forwarded calls; by default each call's own
 * @param addressOf the address that a call is forwarded to; by default its own
 */
export async function manglingPostHog(
  real: string,
  key?: string,
  addressOf: (url: string) => string = (url) => url,
) {
  let mangle: Mangle = (answer) => answer;
  const passed: string[] = [];
  const server = createServer((request, response) => {
    const { url = '', method = 'GET', headers } = request;
    const answer = async () => {
      let body = '';
      for await (const part of request) body += String(part);
      const authorization = key === undefined ? (headers.authorization ?? '') : `Bearer ${key}`;
      passed.push(`${method} ${url.split('?', 1)[0]}`);
      const answered = await fetch(new URL(addressOf(url), real), {
        method,
        headers: { authorization, 'content-type': 'application/json' },
        redirect: 'manual',
        ...(body !== '' && { body }),
      });
      const type = answered.headers.get('content-type');
      const changed = mangle(
        {
          status: answered.status,
          headers: type === null ? {} : { 'content-type': type },
          body: Buffer.from(await answered.arrayBuffer()),
        },
        { method, url },
      );
      if (!changed) response.destroy();
      else response.writeHead(changed.status, changed.headers).end(changed.body);
    };
    answer().catch(() => response.destroy());
  });
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    /** Calls since the last `mangles`, as `METHOD path`. */
    passed: passed as readonly string[],
    /** Sets how answers are changed from now on; without an argument they are passed on unchanged. */
    mangles(next: Mangle = (answer) => answer): void {
      mangle = next;
      passed.length = 0;
    },
    close: () =>
      new Promise((closed) => {
        server.close(closed);
        server.closeAllConnections();
      }),
  };
}

export type ManglingPostHog = Awaited<ReturnType<typeof manglingPostHog>>;
