import { execFileSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { ask } from './ask.ts';
import { eventsOf } from './event-stream.ts';
import { openStage, type Stage } from './stage.ts';
import { startWatchedRedis } from './watched-redis.ts';

const copy = `mutation ($name: String!, $key: String) {
  duplicateExperiment(input: { id: "15", name: $name, idempotencyKey: $key }) { __typename }
}`;

type Faults = Readonly<
  Record<string, readonly [(stage: Stage) => unknown, (stage: Stage) => unknown]>
>;

/** What is done to Redis, and how it ends. */
const faults: Faults = {
  down: [(stage) => stage.redis('kill'), (stage) => stage.redis('start')],
  // Every command takes as long as the pause that is left of it.
  'slow 2 s': [
    (stage) => command(stage, 'client', 'pause', '2000', 'all'),
    (stage) => command(stage, 'client', 'unpause'),
  ],
  hangs: [(stage) => stage.redis('stop'), (stage) => stage.redis('continue')],
  flushed: [(stage) => command(stage, 'flushall'), () => undefined],
  'read-only': [
    (stage) => command(stage, 'replicaof', '127.0.0.1', '1'),
    (stage) => command(stage, 'replicaof', 'no', 'one'),
  ],
};

const command = ({ redisPort }: Stage, ...words: readonly string[]) =>
  execFileSync('redis-cli', ['-p', String(redisPort), ...words], { stdio: 'ignore' });

/** Prints what callers of two replicas get, and how soon, in the second after Redis fails, and when the replicas are up again. */
export async function redisFaults(): Promise<void> {
  await meet(await openStage({ replicas: 2, redis: true }), faults);
  const watched = await startWatchedRedis();
  try {
    const environment = { REDIS_URL: watched.url };
    const failover = [() => watched.killMaster(), () => undefined] as const;
    await meet(await openStage({ replicas: 2, redis: false, environment }), { failover });
  } finally {
    await watched.close();
  }
}

async function meet(stage: Stage, faults: Faults): Promise<void> {
  try {
    let count = 0;
    const requests: Readonly<Record<string, () => Promise<string>>> = {
      'query, kept': async () =>
        outcomeOf(await ask(stage.url, '{ experiments(first: 3) { nodes { name } } }')),
      'query, new': async () =>
        outcomeOf(
          await ask(stage.url, `{ experiments(first: ${4 + (count += 1)}) { nodes { name } } }`),
        ),
      mutation: async () => outcomeOf(await ask(stage.url, copy, { name: `c${(count += 1)}` })),
      'mutation with a key': async () =>
        outcomeOf(await ask(stage.url, copy, { name: `k${(count += 1)}`, key: `k${count}` })),
      subscription: () => firstEvent(stage.url),
    };
    for (const request of Object.values(requests)) await request();
    for (const [fault, [begin, end]] of Object.entries(faults)) {
      await begin(stage);
      for (const [name, request] of Object.entries(requests)) {
        const started = performance.now();
        const outcome = await request();
        console.log(
          [fault, name, outcome, `${Math.round(performance.now() - started)} ms`].join(' | '),
        );
      }
      await end(stage);
      const since = performance.now();
      while (!(await areUp(stage))) await sleep(50);
      console.log(
        `${fault} | up again at both replicas after ${Math.round(performance.now() - since)} ms`,
      );
    }
    const paths = (await stage.sandbox.requests()).filter(({ method }) => method === 'POST');
    console.log({ writes: paths.length });
  } finally {
    await stage.close();
  }
}

// oxlint-disable-next-line typescript/no-explicit-any
const outcomeOf = ({ data, errors }: { data?: any; errors?: readonly any[] }): string =>
  errors?.[0]?.extensions?.code ??
  data?.duplicateExperiment?.__typename ??
  (data ? 'ok' : 'nothing');

async function firstEvent(url: string): Promise<string> {
  const query = 'subscription { experimentChanged(id: "5") { pace } }';
  const signal = AbortSignal.timeout(30_000);
  for await (const { payload } of eventsOf(url, query, { signal }))
    return payload.data ? 'event' : outcomeOf(payload);
  return 'the end';
}

async function areUp({ replicas }: Stage): Promise<boolean> {
  const states = await Promise.all(
    replicas.map(async ({ url }) => {
      const body = (await (await fetch(`${url}/ready`)).json()) as {
        sharedStore: { status: string };
      };
      return body.sharedStore.status;
    }),
  );
  return states.every((status) => status === 'up');
}
