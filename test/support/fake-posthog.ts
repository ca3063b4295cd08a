import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createUpstream, type UpstreamOptions } from '../../src/posthog/client.ts';
import {
  isPostHogFailure,
  type FailureKind,
  type PostHogFailure,
} from '../../src/posthog/errors/errors.ts';
import { UpstreamLedger } from '../../src/posthog/request/ledger.ts';
import type { CallScope } from '../../src/posthog/types.ts';
import { lazyRows } from './switches.ts';

export const apiKey = 'phx_testKeyThatMustNeverLeak';

export interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** How the server responds to a request; `index` counts requests from 0. */
export type Respond = (response: ServerResponse, request: Received, index: number) => void;

export const raw =
  (status: number, headers: Record<string, string> = {}, body = ''): Respond =>
  (response) =>
    response.writeHead(status, headers).end(body);

export const json = (
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): Respond => raw(status, { 'content-type': 'application/json', ...headers }, JSON.stringify(body));

export const text = (status: number, body: string, type = 'text/html; charset=utf-8'): Respond =>
  raw(status, { 'content-type': type }, body);

/** Responds with one answer after another, and repeats the last one. */
export const inTurn =
  (...answers: readonly Respond[]): Respond =>
  (response, request, index) =>
    answers[Math.min(index, answers.length - 1)]?.(response, request, index);

/** Closes the connection without an answer. */
export const cut: Respond = (response) => response.socket?.destroy();

export const silence: Respond = () => undefined;

export const error = (type: string, code: string, detail: string, attr: string | null = null) => ({
  type,
  code,
  detail,
  attr,
});

/**
 * A server with the given answers, and a client for it. Waits between attempts are recorded in `slept` and skipped.
 * `closed` resolves when a client closes a connection before it received its answer.
 */
export async function fakePostHog(answer: Respond, options: Partial<UpstreamOptions> = {}) {
  const received: Received[] = [];
  const slept: number[] = [];
  let skipped = 0;
  const left = Promise.withResolvers<void>();
  const arrived = Promise.withResolvers<void>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    response.on('close', () => {
      if (!response.writableFinished) left.resolve();
    });
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const one = { method, url, headers, body: Buffer.concat(chunks).toString('utf8') };
      received.push(one);
      arrived.resolve();
      answer(response, one, received.length - 1);
    });
  });
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening);
  });
  // A TCP server's address is an object once it listens.
  const { port } = server.address() as AddressInfo;
  const host = `http://127.0.0.1:${port}`;
  const upstream = createUpstream({
    host,
    concurrency: 4,
    timeoutMs: 5_000,
    version: '0.0.0-test',
    lazyRows,
    random: () => 0.5,
    // Skipped waits advance the clock immediately.
    now: () => Date.now() + skipped,
    sleep: (ms) => {
      slept.push(ms);
      skipped += ms;
      return Promise.resolve();
    },
    ...options,
  });
  const ledger = new UpstreamLedger();
  return {
    host,
    upstream,
    ledger,
    received,
    slept,
    arrived: arrived.promise,
    closed: left.promise,
    client: (scope: Partial<CallScope> = {}, key = apiKey) =>
      upstream.for({ apiKey: key }, { ledger, ...scope }),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((done) => {
        server.close(done);
      });
      await upstream.close();
    },
  };
}

/** The failure of a call; fails the test if the call succeeds or throws anything else. */
export async function failureOf(call: Promise<unknown>): Promise<PostHogFailure> {
  const ended: unknown = await call.then(
    (result) => new Error(`answered ${JSON.stringify(result)}`),
    (reason: unknown) => reason,
  );
  if (isPostHogFailure(ended)) return ended;
  throw ended;
}

/** Like `failureOf`, and narrows to the expected kind. */
export async function failureOfKind<Kind extends FailureKind>(
  kind: Kind,
  call: Promise<unknown>,
): Promise<Extract<PostHogFailure, { kind: Kind }>> {
  const failure = await failureOf(call);
  if (isKind(failure, kind)) return failure;
  throw new Error(`expected ${kind}, got ${failure.kind}: ${failure.message}`, { cause: failure });
}

function isKind<Kind extends FailureKind>(
  failure: PostHogFailure,
  kind: Kind,
): failure is Extract<PostHogFailure, { kind: Kind }> {
  return failure.kind === kind;
}
