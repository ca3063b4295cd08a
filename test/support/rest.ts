import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { createUpstream, type Upstream, type UpstreamOptions } from '../../src/posthog/client.ts';
import { createRestHandler, type RestOptions } from '../../src/rest/handler.ts';
import type { Sandbox, SandboxOptions } from '../../src/sandbox/sandbox.ts';
import { createRestServer } from '../../src/server/server.ts';
import { startCheckedSandbox } from '../sandbox/support/checked-sandbox.ts';
import { documentViolation } from './rest-document.ts';
import { lazyRows } from './switches.ts';

export interface RestAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed JSON; '' when there is no body. */
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly body: any;
  /** Upstream calls, as reported by the answer. */
  readonly calls: number;
}

export interface Sent {
  /** Sent as JSON; a string is sent unchanged. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** PostHog key sent as bearer token; null sends none. Default: the sandbox's own. */
  readonly key?: string | null;
}

/** Sends one request to an API of this product, or to PostHog itself. */
export async function send(
  url: string,
  method: string,
  { body, headers = {}, key = 'phx_sandbox' }: Sent = {},
): Promise<RestAnswer> {
  const response = await fetch(url, {
    method,
    redirect: 'manual',
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(key !== null && { authorization: `Bearer ${key}` }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? '' : JSON.parse(text),
    calls: Number(response.headers.get('x-upstream-calls')),
  };
}

export interface RestServer {
  /** `http://127.0.0.1:PORT`, without a path. */
  readonly url: string;
  /** Unexpected errors; a test may assert that there are none. */
  readonly unexpected: unknown[];
  close(): Promise<void>;
}

/** Serves only the REST API, over an upstream that the caller closes. */
export async function serveRest(
  upstream: Upstream,
  options: Partial<RestOptions> = {},
): Promise<RestServer> {
  const unexpected: unknown[] = [];
  const rest = createRestHandler({
    upstream,
    apiKey: undefined,
    requestTimeoutMs: 10_000,
    onUnexpectedError: (error) => unexpected.push(error),
    ...options,
  });
  const server = createRestServer(rest, {
    log: pino({ level: 'silent' }),
    origins: { corsOrigins: [], allowedHosts: undefined },
  });
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening);
  });
  return {
    // A TCP server's address is an object once it listens.
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    unexpected,
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => {
        server.close(closed);
      });
    },
  };
}

export interface RestOnSandbox extends RestServer {
  readonly sandbox: Sandbox;
  /** Sends to a path of the REST API. @throws Error for an answer that is not as the document says */
  call(method: string, path: string, sent?: Sent): Promise<RestAnswer>;
}

/** Starts the REST API over its own sandbox, with real HTTP on both sides. */
export async function startRest(
  options: Partial<RestOptions> & {
    readonly onSandbox?: SandboxOptions;
    readonly client?: Partial<UpstreamOptions>;
  } = {},
): Promise<RestOnSandbox> {
  const { onSandbox, client, ...restOptions } = options;
  const sandbox = await startCheckedSandbox(onSandbox);
  const upstream = createUpstream({
    host: sandbox.url,
    concurrency: 20,
    timeoutMs: 10_000,
    version: 'test',
    lazyRows,
    ...client,
  });
  const server = await serveRest(upstream, restOptions);
  return {
    ...server,
    sandbox,
    async call(method, path, sent) {
      const answer = await send(server.url + path, method, sent);
      const text = answer.body === '' ? '' : JSON.stringify(answer.body);
      const violation =
        method === 'HEAD' ? null : documentViolation({ method, path, status: answer.status, text });
      if (violation !== null) throw new Error(violation);
      return answer;
    },
    async close() {
      await server.close();
      await upstream.close();
      await sandbox.close();
    },
  };
}
