import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { listen } from '../../src/server/listen.ts';

/** PostHog's own answer, as the proxy received it. */
interface Answer {
  readonly status: number;
  readonly text: string;
}

/** Answers a call in place of PostHog. */
type Misbehave = (response: ServerResponse, own: () => Promise<Answer>) => unknown;

/** A way in which PostHog fails. */
export interface Fault {
  /** As the documentation names it. */
  readonly name: string;
  /** Undefined where nothing listens at its address. */
  readonly misbehave?: Misbehave;
  /** An address where there is no PostHog from the beginning. */
  readonly nowhere?: string;
  /** True for one that takes its time. */
  readonly takesTime?: true;
}

/** Milliseconds that one call may take in these tests; by default they are 15,000. */
export const TIME_LIMIT_MS = 1_200;
/** Bytes that an answer may have in these tests; by default they are 32 MiB. */
export const MAX_BYTES = 1_000_000;

const json = { 'content-type': 'application/json' };
const send = (response: ServerResponse, { status, text }: Answer) =>
  response.writeHead(status, json).end(text);
const status =
  (code: number, headers: Record<string, string> = {}): Misbehave =>
  (response) =>
    response.writeHead(code, { ...json, ...headers }).end('{}');

/** Every fault of the table, in its order. */
export const faults: readonly Fault[] = [
  {
    name: 'Slow: 10 s',
    takesTime: true,
    async misbehave(response, own) {
      const answer = await own();
      await wait(TIME_LIMIT_MS / 6);
      send(response, answer);
    },
  },
  { name: 'Hangs', takesTime: true, misbehave: () => undefined },
  { name: 'Connection cut', misbehave: (response) => response.destroy() },
  {
    name: 'Cut in the middle of the answer',
    async misbehave(response, own) {
      const { text } = await own();
      response.writeHead(200, { ...json, 'content-length': text.length });
      response.write(text.slice(0, text.length / 2), () => response.destroy());
    },
  },
  {
    name: 'Truncated JSON',
    async misbehave(response, own) {
      const { text } = await own();
      send(response, { status: 200, text: text.slice(0, text.length / 2) });
    },
  },
  {
    name: 'HTML with 200',
    misbehave: (response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Sign in</html>'),
  },
  {
    name: 'Answer above 32 MiB',
    misbehave(response) {
      response.writeHead(200, json);
      response.write(`{"results":"${'x'.repeat(MAX_BYTES)}`);
    },
  },
  {
    name: 'Body that never ends',
    takesTime: true,
    misbehave(response) {
      response.writeHead(200, json);
      const drops = setInterval(() => response.write(' '), TIME_LIMIT_MS / 20);
      response.on('close', () => {
        clearInterval(drops);
      });
    },
  },
  { name: '429 with `Retry-After: 60`', misbehave: status(429, { 'retry-after': '60' }) },
  { name: '429', misbehave: status(429) },
  { name: '500', misbehave: status(500) },
  { name: '502', misbehave: status(502) },
  { name: '503', misbehave: status(503) },
  { name: '504', misbehave: status(504) },
  { name: 'Connection refused' },
  { name: 'Unknown host name', nowhere: 'http://posthog.invalid' },
];

/** A proxy to a PostHog that behaves until it is told to fail. */
export interface FaultyPostHog {
  readonly url: string;
  /** Calls that arrived since it fails. */
  readonly calls: number;
  /** Of these, the ones that are no GET. */
  readonly writes: number;
  fail(): Promise<void>;
  close(): void;
}

export async function startFaultyPostHog(real: string, fault: Fault): Promise<FaultyPostHog> {
  let isFailing = false;
  let calls = 0;
  let writes = 0;
  const own = async ({ method = 'GET', url = '', headers }: IncomingMessage, body: string) => {
    const { authorization = '' } = headers;
    const sent = { method, headers: { ...json, authorization }, ...(body !== '' && { body }) };
    const answered = await fetch(new URL(url, real), sent);
    return { status: answered.status, text: await answered.text() };
  };
  const server = createServer((request, response) => {
    const answer = async () => {
      let body = '';
      for await (const part of request) body += String(part);
      const ask = () => own(request, body);
      if (!isFailing || !fault.misbehave) {
        send(response, await ask());
        return;
      }
      calls += 1;
      if (request.method !== 'GET') writes += 1;
      await fault.misbehave(response, ask);
    };
    answer().catch(() => response.destroy());
  });
  const port = await listen(server, { host: '127.0.0.1', port: 0, setting: 'none' });
  const close = () => {
    server.close().closeAllConnections();
  };
  return {
    url: fault.nowhere ?? `http://127.0.0.1:${port}`,
    get calls() {
      return calls;
    },
    get writes() {
      return writes;
    },
    async fail() {
      isFailing = true;
      if (fault.misbehave) return;
      const closed = new Promise((resolve) => {
        server.once('close', resolve);
      });
      close();
      await closed;
    },
    close,
  };
}
