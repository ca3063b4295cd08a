import { inspect } from 'node:util';
import { createSandbox } from '../../src/sandbox/sandbox.ts';
import { startInProcess, type InProcess } from '../support/in-process.ts';
import { askRaw, exchangeBytes } from '../support/raw-http.ts';
import { MARK } from './heads-input.ts';

const token = 'the-token-no-hostile-input-has';

export interface HeadsServer {
  /** Sends bytes on a new connection; returns the server's error, if any. */
  send(bytes: string): Promise<string | undefined>;
  close(): Promise<void>;
}

/** Milliseconds after which a connection that the server neither answers nor closes is a failure. */
const SILENT_MS = 20_000;

const post = (path: string, body: object) => {
  const text = JSON.stringify(body);
  return (
    `POST ${path} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n` +
    `accept: application/json, text/event-stream\r\nx-gateway-token: ${token}\r\n` +
    `content-length: ${text.length}\r\n\r\n${text}`
  );
};
const honestRequests = [
  'GET /health HTTP/1.1\r\nhost: localhost\r\n\r\n',
  post('/graphql', { query: '{ __typename }' }),
];
const honestAnswers = ['{"status":"up"}', '{"data":{"__typename":"Query"}'];

/** One request to each API, because APIs are imported on their first request. */
const warmingUp = [
  ...honestRequests,
  post('/mcp', { jsonrpc: '2.0', id: 1, method: 'ping' }),
  post('/v1/api/projects/1/experiments/calculate-running-time', {}),
];

/**
 * Starts two servers, each with every API on one port, a configured key, and a sandbox of its own: one with a
 * gateway token, which must refuse every request, and one without, which accepts all. With one sandbox for both, a
 * late call of the second, for an earlier input whose connection is already closed, would look like a call of the
 * first.
 * @param patienceMs milliseconds to wait for a server that sends nothing; default 5,000
 */
export async function startHeadsServer(patienceMs?: number): Promise<HeadsServer> {
  const behindGuards = await createSandbox();
  const behindNone = await createSandbox();
  const settings = { POSTHOG_API_KEY: 'phx_sandbox', LOG_LEVEL: 'silent' };
  const guarded = await startInProcess({
    ...settings,
    POSTHOG_HOST: behindGuards.url,
    GATEWAY_TOKEN: token,
  });
  const open = await startInProcess({ ...settings, POSTHOG_HOST: behindNone.url });
  const thrown: unknown[] = [];
  const note = (error: unknown) => {
    thrown.push(error);
  };
  process.on('uncaughtException', note);
  process.on('unhandledRejection', note);

  /** The received data; a line that reports it when there was neither an answer nor a close. */
  async function exchange(port: number, bytes: string): Promise<string> {
    const silent = Promise.withResolvers<string>();
    const timer = setTimeout(() => {
      silent.resolve(`HTTP/1.1 599 no answer and no close within ${SILENT_MS} ms`);
    }, SILENT_MS);
    const received = await Promise.race([exchangeBytes(port, bytes, patienceMs), silent.promise]);
    clearTimeout(timer);
    return received;
  }

  async function harm(port: number, received: string): Promise<string | undefined> {
    const failed = /^HTTP\/1\.1 5\d\d.*/m.exec(received);
    if (failed) return failed[0];
    const answers = await askRaw(port, honestRequests);
    const wrong = answers.findIndex(({ body }, at) => !body.startsWith(honestAnswers[at] ?? ''));
    if (wrong >= 0) return `an honest request got ${JSON.stringify(answers[wrong])}`;
    return thrown.length === 0 ? undefined : `thrown and not caught: ${inspect(thrown)}`;
  }

  const portOf = ({ url }: InProcess) => Number(new URL(url).port);

  for (const server of [guarded, open]) await askRaw(portOf(server), warmingUp);
  return {
    async send(bytes) {
      behindGuards.clearRequests();
      const received = await exchange(portOf(guarded), bytes);
      if (received.includes(MARK) || /^\{"data":/m.test(received)) {
        return `answered from behind the guards: ${received}`;
      }
      // Only calls with a key: those without one are readiness checks for `/ready`.
      const reached = behindGuards.requests().filter(({ key }) => key !== null);
      if (reached.length > 0) return `reached PostHog: ${JSON.stringify(reached)}`;
      return (
        (await harm(portOf(guarded), received)) ??
        harm(portOf(open), await exchange(portOf(open), bytes))
      );
    },
    async close() {
      process.off('uncaughtException', note);
      process.off('unhandledRejection', note);
      await Promise.all([guarded.stop(), open.stop()]);
      await Promise.all([behindGuards.close(), behindNone.close()]);
    },
  };
}
