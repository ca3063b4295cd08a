import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, fetch as send } from 'undici';
import { freePort } from '../../test/support/free-port.ts';

/** Milliseconds that PostHog takes, as measured on its cloud; one call in a hundred takes two seconds. */
const LIST_MS = 250;
const DETAIL_MS = 120;
const SERIES_MS = 400;
const SELDOM_MS = 2_000;

export interface SlowPostHog {
  readonly url: string;
  /** Calls that have arrived. */
  readonly calls: number;
  close(): void;
}

/** A proxy that takes as long for each call as PostHog does. Which calls take two seconds is the same in each run. */
export async function startSlowPostHog(real: string): Promise<SlowPostHog> {
  const dispatcher = new Agent({ connections: 100 });
  let calls = 0;
  const server = createServer((request, response) => {
    calls += 1;
    const { url = '/', method = 'GET', headers } = request;
    const ms = calls % 100 === 50 ? SELDOM_MS : latencyOf(url);
    const answer = async () => {
      const [answered] = await Promise.all([
        send(real + url, {
          method,
          headers: { authorization: headers.authorization ?? '' },
          dispatcher,
        }),
        sleep(ms),
      ]);
      response.writeHead(answered.status, { 'content-type': 'application/json' });
      response.end(await answered.text());
    };
    answer().catch(() => response.destroy());
  });
  const port = await freePort();
  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${port}`,
    get calls() {
      return calls;
    },
    close: () => {
      server.close().closeAllConnections();
      void dispatcher.close();
    },
  };
}

function latencyOf(url: string): number {
  const { pathname } = new URL(url, 'http://posthog');
  if (/timeseries|metrics_recalculation/.test(pathname)) return SERIES_MS;
  return /\/\d+\/$/.test(pathname.replace(/^\/api\/projects\/\d+/, '')) ? DETAIL_MS : LIST_MS;
}
