import { afterEach, describe, expect, it } from 'vitest';
import { startInProcess, type InProcess } from '../support/in-process.ts';
import { post } from '../support/post.ts';
import { runsRedis, startRedis, type RedisServer } from '../support/redis.ts';
import { until } from '../shared-store/contract.ts';

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close();
});

async function redisServer(options?: Parameters<typeof startRedis>[0]): Promise<RedisServer> {
  const redis = await startRedis(options);
  open.push(() => redis.stop());
  return redis;
}

async function replica(environment: Readonly<Record<string, string>>): Promise<InProcess> {
  const server = await startInProcess(environment);
  open.push(() => server.stop());
  return server;
}

interface Ready {
  readonly ready: boolean;
  readonly degraded?: boolean;
  readonly sharedStore: {
    readonly status: string;
    readonly reason?: string;
    readonly replicas: number;
  };
}

async function ready({ url }: InProcess): Promise<Ready> {
  const response = await fetch(`${url}/ready`);
  expect(response.status).toBe(200);
  return (await response.json()) as Ready;
}

const count = '{ experiments { totalCount } }';
const works = async ({ url }: InProcess) => (await post(url, count)).body.errors === undefined;

/** What the log says about Redis. */
const logged = ({ log }: InProcess) =>
  log
    .filter(({ msg }) => String(msg).includes('Redis'))
    .map(({ level, msg }) => `${String(level)}: ${String(msg)}`);

const UP = 'info: Redis can be used: this replica shares its state with the others';
const DOWN = 'warn: Redis cannot be used: this replica goes on with its own memory';

describe.runIf(runsRedis)('a server with REDIS_URL', () => {
  it('is ready, and says how many replicas there are', async () => {
    const redis = await redisServer();
    const one = await replica({ REDIS_URL: redis.url });
    expect(await ready(one)).toEqual({ ready: true, sharedStore: { status: 'up', replicas: 1 } });
    const two = await replica({
      REDIS_URL: redis.url,
      POSTHOG_HOST: one.sandboxUrl ?? '',
      POSTHOG_API_KEY: 'phx_sandbox',
    });
    expect((await ready(two)).sharedStore).toEqual({ status: 'up', replicas: 2 });
    await until(async () => (await ready(one)).sharedStore.replicas === 2);
    await two.stop();
    await until(async () => (await ready(one)).sharedStore.replicas === 1);
  });

  it.each<[string, (redis: RedisServer) => unknown, (redis: RedisServer) => unknown, RegExp]>([
    ['ends', (redis) => redis.kill(), (redis) => redis.restart(), /connection.*lost|refuses/],
    [
      'does not answer',
      (redis) => {
        redis.pause();
      },
      (redis) => {
        redis.resume();
      },
      /in time/,
    ],
    ['is full', (redis) => redis.setFull(true), (redis) => redis.setFull(false), /full/],
    [
      'becomes read-only',
      async (redis) => redis.replicaOf(await redisServer()),
      (redis) => redis.replicaOf(undefined),
      /read-only/,
    ],
  ])(
    'goes on when Redis %s: ready and degraded, it says why, and says so once in its log',
    async (_, begin, end, reason) => {
      const redis = await redisServer();
      const server = await replica({ REDIS_URL: redis.url });
      await begin(redis);
      await until(async () => (await ready(server)).degraded === true);
      await until(async () => reason.test((await ready(server)).sharedStore.reason ?? ''));
      expect(await works(server)).toBe(true);
      await end(redis);
      await until(async () => (await ready(server)).degraded === undefined);
      expect(await ready(server)).toEqual({
        ready: true,
        sharedStore: { status: 'up', replicas: 1 },
      });
      expect(logged(server)).toEqual([UP, DOWN, UP]);
      expect(await works(server)).toBe(true);
    },
  );

  it('starts when Redis cannot be reached, warns, and uses it as soon as it can be', async () => {
    const redis = await redisServer();
    await redis.kill();
    const server = await replica({ REDIS_URL: redis.url });
    expect(await ready(server)).toEqual({
      ready: true,
      degraded: true,
      sharedStore: { status: 'down', reason: 'Redis refuses connections.', replicas: 1 },
    });
    expect(await works(server)).toBe(true);
    await redis.restart();
    await until(async () => (await ready(server)).sharedStore.status === 'up');
    expect(logged(server)).toEqual([DOWN, UP]);
  });

  it('shows neither the password nor the address of Redis', async () => {
    const redis = await redisServer({ password: 'right-password' });
    const url = redis.url.replace('right', 'wrong');
    const server = await replica({ REDIS_URL: url, LOG_LEVEL: 'debug' });
    const { sharedStore } = await ready(server);
    expect(sharedStore.reason).toBe('Redis refuses the user name or the password of REDIS_URL.');
    const shown = server.logText() + server.printed.join('\n') + JSON.stringify(sharedStore);
    expect(shown).toContain('Redis cannot be used');
    for (const secret of ['wrong-password', `127.0.0.1:${redis.port}`])
      expect(shown).not.toContain(secret);
  });

  it('sends Redis no PostHog key, whatever is asked', async () => {
    const redis = await redisServer();
    const server = await replica({ REDIS_URL: redis.url });
    const headers = { authorization: 'Bearer phx_sandbox' };
    const names: string[] = [];
    const commands = await redis.watch(async () => {
      await post(server.url, count, { headers });
      await post(server.url, count, { headers: { authorization: 'Bearer phx_unknown_key' } });
      const pause =
        'mutation { pauseExperiment(input: { id: "27", idempotencyKey: "c" }) { __typename } }';
      for (let click = 0; click < 2; click += 1) {
        const { body } = await post(server.url, pause, { headers });
        expect(body.errors).toBeUndefined();
      }
      await fetch(`${server.url}/v1/api/projects/1/experiments`, { headers });
      const subscription = await fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json', accept: 'text/event-stream' },
        body: JSON.stringify({
          query: 'subscription { experimentChanged(id: "27") { isFirst } }',
        }),
      });
      const reader = subscription.body?.getReader();
      expect(String(Buffer.from((await reader?.read())?.value ?? []))).not.toContain('errors');
      names.push(...(await redis.keys()));
      await reader?.cancel();
    });
    const seen = [...commands, ...names].join('\n');
    expect(names).toContain('peg:replicas');
    for (const key of ['phx_sandbox', 'phx_unknown_key'])
      for (const form of [
        key,
        Buffer.from(key).toString('base64'),
        Buffer.from(key).toString('hex'),
      ])
        expect(seen).not.toContain(form);
  });
});
