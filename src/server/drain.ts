import type { IncomingMessage } from 'node:http';
import type { ApiServer } from './api-server.ts';
import type { Refusal } from '../http/reply.ts';

export interface DrainOptions {
  /** Milliseconds requests in progress get to finish. */
  readonly boundMs: number;
  /**
   * Milliseconds for which idle connections stay open for a last request, whose response closes them. A proxy that sends
   * a request while its connection is being closed loses it, and cannot know whether it was carried out. Default 0.
   */
  readonly idleMs?: number;
  /**
   * Called when no server listens any more; answers begin to close their connections when it resolves. Clients whose
   * connection was closed connect again at once, and must be refused by then also where several processes share the port.
   */
  readonly handOver?: () => Promise<void>;
  /** Makes the remaining requests fail with an error response; called when the time limit is reached. */
  readonly cut: () => void;
  /** Number of operations in progress on connections that are not HTTP. */
  readonly others?: () => number;
}

/** Interval between checks for idle connections: a keep-alive connection becomes idle when its request ends. */
const SWEEP_MS = 20;
/** After a longer pause, requests that have arrived meanwhile may not have been read from their connections. */
const LATE_SWEEP_MS = 3 * SWEEP_MS;
/** A body that was sent together with its head has arrived by then. */
const BODY_MS = 250;
/** Time to write the responses of aborted requests. */
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

/** Only the method is known here. Checking in vain is better than sending a change twice. */
const CUT_WRITE: Refusal = {
  ...CUT_READ,
  message: `${CUT_READ.message} If this was a change, it may have been made: check before sending it again.`,
  uncertain: true,
};

const cutRefusal = ({ method }: IncomingMessage) =>
  method === 'GET' || method === 'HEAD' ? CUT_READ : CUT_WRITE;

/**
 * Stops servers: accepts no new connections, closes idle ones after `idleMs`, and lets requests in progress finish.
 * Requests whose body has not arrived by then are refused; those that exceed the time limit fail with an error response.
 * @returns number of requests that were aborted
 */
export async function drain(
  servers: readonly ApiServer[],
  { boundMs, idleMs = 0, handOver, cut, others = () => 0 }: DrainOptions,
): Promise<number> {
  const closed = Promise.all(servers.map((server) => stopListening(server)));
  await handOver?.();
  for (const server of servers) server.endConnections();
  const under = () => servers.reduce((sum, { requests }) => sum + requests.size, others());
  let cutOff = 0;
  const idleUntil = performance.now() + idleMs;
  let sweptAt = performance.now();
  const sweep = setInterval(() => {
    const lastSweptAt = sweptAt;
    sweptAt = performance.now();
    if (sweptAt - lastSweptAt > LATE_SWEEP_MS || sweptAt < idleUntil) return;
    for (const server of servers) {
      server.closeIdleConnections();
      server.requests.refuseIncomplete(STOPPING, BODY_MS);
    }
  }, SWEEP_MS);
  const timers = [
    setTimeout(() => {
      cutOff = under();
      cut();
    }, idleMs + boundMs),
    // A request without a response by now is not waiting for PostHog.
    setTimeout(
      () => {
        for (const { requests } of servers) requests.refuseAll(cutRefusal);
      },
      idleMs + boundMs + LAST_ANSWERS_MS / 2,
    ),
    setTimeout(
      () => {
        for (const { requests } of servers) requests.destroyConnections();
      },
      idleMs + boundMs + LAST_ANSWERS_MS,
    ),
  ];
  try {
    await closed;
    return cutOff;
  } finally {
    clearInterval(sweep);
    for (const timer of timers) clearTimeout(timer);
  }
}

function stopListening(server: ApiServer): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  // The sweep closes idle connections when it is time.
  server.stopListening(resolve);
  return promise;
}
