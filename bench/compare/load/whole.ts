import { Pool } from 'undici';
import type { Running } from '../running.ts';
import { JSON_HEADERS, reportsFailure, resultOf, sendOne, type Load } from './load.ts';
import type { Requests } from './requests.ts';

/**
 * Sends all bodies one after the other, over and over. Together they count as one request, and each that was begun is
 * waited for: where a request takes long, those that the end of a run cuts off would count for too much.
 * @throws Error when one of them is not answered well at first
 */
export async function openWhole(running: Running, requests: Requests): Promise<Load> {
  const { path, bodies, connections, headers } = requests;
  for (const body of bodies) await sendOne(running, requests, body);
  const pool = new Pool(running.url, { connections });
  return {
    async run(seconds) {
      const startedAt = performance.now();
      const waits: number[] = [];
      let [bytes, errors] = [0, 0];
      const send = async (body: string) => {
        const answer = await pool.request({
          method: 'POST',
          path,
          headers: { ...JSON_HEADERS, ...headers },
          body,
        });
        const text = await answer.body.text();
        bytes += text.length;
        if (answer.statusCode !== 200 || reportsFailure(text)) errors += 1;
      };
      const work = async () => {
        while (performance.now() - startedAt < seconds * 1_000) {
          const sentAt = performance.now();
          for (const body of bodies) await send(body);
          waits.push(performance.now() - sentAt);
        }
      };
      await Promise.all(Array.from({ length: connections }, work));
      return resultOf(waits, { startedAt, bytes, errors });
    },
    close: () => pool.close(),
  };
}
