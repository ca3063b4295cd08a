import type { IncomingMessage } from 'node:http';
import type { ApiServer } from './api-server.ts';
import type { Refusal } from '../http/reply.ts';

export interface DrainOptions {
  /** Milliseconds requests under way get to finish. */
  readonly boundMs: number;
  /** Makes what is still under way fail with an answer of its own; called when the bound is over. */
  readonly cut: () => void;
}

/** How often connections are looked at: one that is kept alive turns idle when its request ends. */
const SWEEP_MS = 20;
/** A body that was sent together with its head is here by then. */
const BODY_MS = 250;
/** Time to write the answers of requests that were cut. */
const LAST_ANSWERS_MS = 500;

const STOPPING: Refusal = {
  status: 503,
  code: 'SERVER_STOPPING',
  message:
    'The server is shutting down and did not wait for the rest of this request. Nothing was done.',
};

const CUT_READ: Refusal = {
  status: 503,
  code: 'UPSTREAM_TIMEOUT',
  message: 'The server stopped before it had a response.',
};

/** Nothing is known of it here but its method: better to look in vain than to send a change twice. */
const CUT_WRITE: Refusal = {
  ...CUT_READ,
  message: `${CUT_READ.message} If this was a change, it may have been made: check before sending it again.`,
  uncertain: true,
};

const cutRefusal = ({ method }: IncomingMessage) =>
  method === 'GET' || method === 'HEAD' ? CUT_READ : CUT_WRITE;

/**
 * Stops servers: no new connections, idle ones closed, requests under way finished. Those whose body has
 * not arrived are refused at once; those that take longer than the bound are made to fail and answered.
 * @returns how many requests had to be cut
 */
export async function drain(
  servers: readonly ApiServer[],
  { boundMs, cut }: DrainOptions,
): Promise<number> {
  const closed = Promise.all(servers.map((server) => close(server)));
  const under = () => servers.reduce((sum, { requests }) => sum + requests.size, 0);
  let cutOff = 0;
  const sweep = setInterval(() => {
    for (const server of servers) {
      server.closeIdleConnections();
      server.requests.refuseIncomplete(STOPPING, BODY_MS);
    }
  }, SWEEP_MS);
  const timers = [
    setTimeout(() => {
      cutOff = under();
      cut();
    }, boundMs),
    // Whoever has no answer by now is not waiting for PostHog.
    setTimeout(
      () => {
        for (const { requests } of servers) requests.refuseAll(cutRefusal);
      },
      boundMs + LAST_ANSWERS_MS / 2,
    ),
    setTimeout(() => {
      for (const server of servers) server.closeAllConnections();
    }, boundMs + LAST_ANSWERS_MS),
  ];
  try {
    await closed;
    return cutOff;
  } finally {
    clearInterval(sweep);
    for (const timer of timers) clearTimeout(timer);
  }
}

function close(server: ApiServer): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  server.requests.endConnections();
  server.close(() => {
    resolve();
  });
  return promise;
}
