import { loadWith } from '../../harness/stage.mjs';
import type { Running } from '../running.ts';
import { sendOne, type Load } from './load.ts';
import type { Requests } from './requests.ts';

/**
 * Sends requests as fast as they are answered, with wrk.
 * @throws Error when the first is not answered well
 */
export async function openWrk(running: Running, requests: Requests): Promise<Load> {
  const { path, bodies, connections } = requests;
  await sendOne(running, requests, bodies[0]!);
  const server = { name: running.name, url: running.url + path };
  return {
    run: (seconds) => loadWith(server, bodies, { connections, seconds }),
    close: async () => undefined,
  };
}
