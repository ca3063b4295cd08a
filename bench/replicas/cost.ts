import { cpuUsageOf } from './cpu.ts';
import { ask, loop } from './ask.ts';
import { openStage, unthrottled } from './stage.ts';

const kinds = {
  hot: () => '{ experiments(first: 20) { nodes { name status } } }',
  cold: (n: number) => `{ experiments(first: ${1 + (n % 90)}) { nodes { name status } } }`,
};

/** CPU and waiting time of one replica with Redis as ratios to one without, for hot and cold reads, in one run. */
export async function cost(seconds: number): Promise<void> {
  for (const [kind, queryOf] of Object.entries(kinds)) {
    const cold = kind === 'cold';
    const environment = cold
      ? { ...unthrottled, FRESH_EXPERIMENTS_SECONDS: '0', STALE_MAX_SECONDS: '0' }
      : unthrottled;
    const stages = {
      memory: await openStage({ replicas: 1, redis: false, environment }),
      redis: await openStage({ replicas: 1, redis: true, environment }),
    };
    try {
      const ratios: { cpu: number; wait: number }[] = [];
      for (let round = 0; round < 5; round += 1) {
        const figures = { memory: { cpu: 0, wait: 0 }, redis: { cpu: 0, wait: 0 } };
        for (const name of round % 2 === 0
          ? (['memory', 'redis'] as const)
          : (['redis', 'memory'] as const)) {
          const [replica] = stages[name].replicas;
          const until = Date.now() + seconds * 1_000;
          const before = cpuUsageOf(replica!.pid);
          let [requests, waited] = [0, 0];
          await loop(
            8,
            () => Date.now() > until,
            async () => {
              const started = performance.now();
              await ask(replica!.url, queryOf(requests));
              waited += performance.now() - started;
              requests += 1;
            },
          );
          figures[name] = {
            cpu: (cpuUsageOf(replica!.pid) - before) / requests,
            wait: waited / requests,
          };
        }
        const { memory, redis } = figures;
        if (round > 0) ratios.push({ cpu: redis.cpu / memory.cpu, wait: redis.wait / memory.wait });
      }
      const median = (of: (one: { cpu: number; wait: number }) => number) =>
        ratios
          .map(of)
          .toSorted((one, other) => one - other)
          [Math.floor(ratios.length / 2)]!.toFixed(2);
      console.log({ kind, cpu: median(({ cpu }) => cpu), wait: median(({ wait }) => wait) });
    } finally {
      await Promise.all([stages.memory.close(), stages.redis.close()]);
    }
  }
}
