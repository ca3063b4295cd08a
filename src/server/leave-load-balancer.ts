import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { ApiServer } from './api-server.ts';

/**
 * Turns of the event loop without a new connection, of a millisecond at least, after which none is expected to be waiting.
 * They are counted, because a process that had to wait for the processor has not accepted anything meanwhile.
 */
const QUIET_TURNS = 10;
/** Limit of the turns, for servers to which connections are made all the time. */
const MAX_TURNS = 500;

/**
 * Goes on serving for the time that a load balancer takes to notice that this process is about to stop.
 * @param delayMs milliseconds
 */
export async function leaveLoadBalancer(
  servers: readonly ApiServer[],
  delayMs: number,
): Promise<void> {
  await sleep(delayMs);
  await acceptWaiting(servers);
}

/**
 * Accepts the connections that are waiting in the kernel, which would reset them when the socket that listens is
 * closed. Their requests may already have been sent.
 */
async function acceptWaiting(servers: readonly ApiServer[]): Promise<void> {
  let quietTurns = 0;
  const onConnection = () => {
    quietTurns = 0;
  };
  for (const server of servers) server.on('connection', onConnection);
  for (let turn = 0; turn < MAX_TURNS && quietTurns < QUIET_TURNS; turn += 1) {
    quietTurns += 1;
    // oxlint-disable-next-line no-await-in-loop -- one turn after the other
    await sleep(1);
    // The part of a turn after the one that accepts connections.
    // oxlint-disable-next-line no-await-in-loop
    await nextTurn();
  }
  for (const server of servers) server.off('connection', onConnection);
}
