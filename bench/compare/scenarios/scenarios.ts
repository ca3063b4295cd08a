import { readFileSync } from 'node:fs';
import { bodiesOf } from '../../load/queries.mjs';
import { dashboard } from '../../waiting/dashboard.ts';
import { openListeners } from '../load/listeners.ts';
import type { Load } from '../load/load.ts';
import type { Requests } from '../load/requests.ts';
import { openWhole } from '../load/whole.ts';
import { openWrk } from '../load/wrk.ts';
import { MODES, type Mode } from '../options.ts';
import type { Running } from '../running.ts';
import type { UpstreamKind } from '../upstreams.ts';
import { entities } from './entities.ts';
import { overviewCall } from './overview-call.ts';

/** Something that is compared. */
export interface Scenario {
  readonly upstream: UpstreamKind;
  /** Those it says something in. */
  readonly modes: readonly Mode[];
  /** The shortest run that says something, in seconds: requests that its end cuts off must be few. */
  readonly least: number;
  /** Begins the load on a server. @throws Error when the server cannot do it */
  open(running: Running): Promise<Load>;
}

const LISTENERS = 1_000;

const ofBenchmark = (name: string, connections: number, least: number): Scenario => ({
  upstream: 'stub',
  modes: MODES,
  least,
  open: (running) =>
    openWrk(running, { path: '/graphql', bodies: bodiesOf('product', name), connections }),
});

const overSandbox = (requestsOf: (running: Running) => Promise<Requests>): Scenario => ({
  upstream: 'sandbox',
  modes: MODES,
  least: 3,
  open: async (running) => openWhole(running, await requestsOf(running)),
});

/** The scenarios by name; README.md describes them. */
export const scenarios: Readonly<Record<string, Scenario>> = {
  s1: ofBenchmark('s1', 32, 1),
  s2: ofBenchmark('s2', 16, 2),
  s3: ofBenchmark('s3', 8, 5),
  'first-page': overSandbox(async () => ({ path: '/graphql', ...firstPage(), connections: 8 })),
  agent: overSandbox(async () => ({ ...overviewCall, connections: 8 })),
  entities: overSandbox(async (running) => ({
    path: '/graphql',
    bodies: [await entities(running)],
    connections: 8,
  })),
  listeners: {
    upstream: 'sandbox',
    modes: ['shared'],
    least: 2,
    open: (running) => openListeners(running, LISTENERS),
  },
  latencies: {
    upstream: 'slow',
    modes: ['cold', 'shared'],
    least: 10,
    open: (running) =>
      openWhole(running, {
        path: '/graphql',
        bodies: [JSON.stringify({ query: dashboard() })],
        connections: 2,
      }),
  },
};

/** What the web app sends until its list has come to rest, as `npm run record` wrote it down. */
function firstPage(): Pick<Requests, 'headers' | 'bodies'> {
  const file = new URL('first-page.json', import.meta.url);
  const { accept, bodies } = JSON.parse(readFileSync(file, 'utf8')) as {
    accept: string;
    bodies: object[];
  };
  return { headers: { accept }, bodies: bodies.map((body) => JSON.stringify(body)) };
}
