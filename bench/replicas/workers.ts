import { freePort } from '../../test/support/free-port.ts';
import { cpuOf, memoryOf, start } from '../harness/process.mjs';
import {
  askOnce,
  boot,
  BOTH_CORES,
  end,
  endAll,
  load,
  openStub,
  readServers,
  upstreamRequests,
} from '../harness/stage.mjs';
import { setTimeout as sleep } from 'node:timers/promises';

const scenes = [
  { mode: 'product-hot', scenario: 's1', connections: 32 },
  { mode: 'product-cold', scenario: 's1', connections: 32 },
  { mode: 'product-cold', scenario: 's3', connections: 8 },
];

interface Figures {
  readonly perSecond: number;
  readonly cpu: number;
  readonly redis: number;
  readonly stub: number;
  readonly calls: number;
  readonly memory: number;
}

/**
 * Requests per second and CPU per request of one process alone, of one with Redis, and of workers: the scenarios of
 * `npm run bench`, on both cores, which the stub and the load tool use too.
 */
export async function workers(count: number, seconds: number): Promise<void> {
  const stub = await openStub();
  const redisPort = await freePort();
  const words = ['redis-server', '--port', String(redisPort), '--save', '', '--bind', '127.0.0.1'];
  const redis = start(BOTH_CORES, words, { log: '/dev/null' });
  await sleep(500);
  const shared = (name: string) => ({
    REDIS_URL: `redis://127.0.0.1:${redisPort}`,
    REDIS_PREFIX: `${name}:`,
  });
  try {
    for (const { mode, scenario, connections } of scenes) {
      const kinds: Readonly<Record<string, object>> = {
        'one, without Redis': {},
        one: shared(`${mode}-${scenario}-1`),
        [`${count} workers`]: { ...shared(`${mode}-${scenario}-n`), WORKERS: String(count) },
      };
      const running = [];
      for (const [kind, more] of Object.entries(kinds)) {
        const port = await freePort();
        const url = `http://127.0.0.1:${port}/graphql`;
        const server = { ...readServers().get(mode), name: `${mode}-${port}`, port, url };
        const { child } = await boot(server, { cores: BOTH_CORES, more });
        await askOnce(server, scenario);
        for (let turn = 0; turn < 3; turn += 1)
          await load(server, scenario, { connections, seconds: 5 });
        running.push({ kind, server, pid: child.pid, child, figures: [] as Figures[] });
      }
      for (let round = 0; round < 5; round += 1)
        for (const { server, pid, figures } of running) {
          const before = {
            own: cpuOf(pid),
            redis: cpuOf(redis.pid),
            stub: cpuOf(stub.pid),
            calls: await upstreamRequests(),
          };
          const result = await load(server, scenario, { connections, seconds });
          const micros = (used: number) => (used * 1e6) / result.requests;
          figures.push({
            perSecond: result.requests / (result.us / 1e6),
            cpu: micros(cpuOf(pid) - before.own),
            redis: micros(cpuOf(redis.pid) - before.redis),
            stub: micros(cpuOf(stub.pid) - before.stub),
            calls: ((await upstreamRequests()) - before.calls - 1) / result.requests,
            memory: memoryOf(pid),
          });
        }
      for (const { kind, figures, child } of running) {
        console.log(`${mode} ${scenario}, ${kind}:`, medians(figures));
        await end(child);
      }
    }
  } finally {
    redis.kill();
    await endAll();
  }
}

/** The median of each figure over the rounds. */
function medians(all: readonly Figures[]): Record<string, number> {
  const names = Object.keys(all[0]!) as (keyof Figures)[];
  const median = (name: keyof Figures) =>
    all.map((one) => one[name]).toSorted((one, other) => one - other)[all.length >> 1]!;
  return Object.fromEntries(names.map((name) => [name, Number(median(name).toPrecision(4))]));
}
