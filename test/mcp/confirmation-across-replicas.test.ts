import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createMemoryStore } from '../../src/shared-store/memory-store.ts';
import type { SharedStore } from '../../src/shared-store/shared-store.ts';
import { startCheckedSandbox } from '../sandbox/support/checked-sandbox.ts';
import { openRedisStore, runsRedis, startRedis, type RedisServer } from '../support/redis.ts';
import { startMcp, type TestMcp } from '../support/start-mcp.ts';

const RESET = 'experiment-reset';

let sandbox: Awaited<ReturnType<typeof startCheckedSandbox>>;
const servers: TestMcp[] = [];
beforeEach(async () => {
  sandbox = await startCheckedSandbox();
});
afterEach(async () => {
  vi.useRealTimers();
  await Promise.all(servers.splice(0).map((server) => server.close()));
  await sandbox.close();
});

async function start(store: SharedStore): Promise<TestMcp> {
  const server = await startMcp({ store, over: sandbox });
  servers.push(server);
  return server;
}

const writes = () => sandbox.requests().filter(({ method }) => method !== 'GET').length;

/** A token for the reset of an experiment. */
async function tokenFrom(server: TestMcp, id: number): Promise<string> {
  const { structured } = await server.call(RESET, { id });
  return structured['confirm'] as string;
}

/** Numbers of experiments that are running. */
async function running(server: TestMcp): Promise<number[]> {
  const { structured } = await server.call('experiment-list', { status: 'running', limit: 20 });
  return (structured['results'] as { id: number }[]).map(({ id }) => id);
}

describe('a confirmation', () => {
  let stores: [SharedStore, SharedStore];
  beforeEach(() => {
    const store = createMemoryStore({ now: () => Date.now(), isShared: true });
    stores = [store, store];
  });

  it('is accepted by another replica than the one that issued it, each time', async () => {
    const [a, b] = [await start(stores[0]), await start(stores[1])];
    const ids = await running(a);
    expect(ids.length).toBeGreaterThan(5);
    for (const [index, id] of ids.entries()) {
      const [one, other] = index % 2 ? [a, b] : [b, a];
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const confirm = await tokenFrom(one, id);
      // oxlint-disable-next-line no-await-in-loop -- as above
      const { isError, structured } = await other.call(RESET, { id, confirm });
      expect(isError).toBe(false);
      expect(structured).toMatchObject({ id, status: 'draft' });
    }
    expect(writes()).toBe(ids.length);
  });

  it.each(['', 'AAAA', 'null', ' '.repeat(43)])(
    'is issued and accepted when the store has no usable key to sign it with: "%s"',
    async (text) => {
      const [a, b] = [await start(stores[0]), await start(stores[1])];
      const [id = 0] = await running(a);
      await stores[0].values.set('confirmation key', text, 60_000);
      const forged = await b.call(RESET, { id, confirm: 'v1.abc.def' });
      expect(forged.text).toContain('was not issued by this server');
      const confirm = await tokenFrom(a, id);
      const { isError } = await b.call(RESET, { id, confirm });
      expect(isError).toBe(false);
      expect(writes()).toBe(1);
    },
  );

  it('is accepted once over all replicas, also when twenty use it at once', async () => {
    const [a, b] = [await start(stores[0]), await start(stores[1])];
    const [id = 0] = await running(a);
    const confirm = await tokenFrom(a, id);
    const uses = await Promise.all(
      Array.from({ length: 20 }, (_, index) => (index % 2 ? a : b).call(RESET, { id, confirm })),
    );
    expect(uses.filter(({ isError }) => !isError)).toHaveLength(1);
    for (const { text } of uses.filter(({ isError }) => isError)) {
      expect(text).toMatch(/already been used|has been changed since/);
    }
    expect(writes()).toBe(1);
  });

  it('belongs to its caller and its call at every replica', async () => {
    const [a, b] = [await start(stores[0]), await start(stores[1])];
    const [id = 0, another = 0] = await running(a);
    const confirm = await tokenFrom(a, id);
    const refusals = [
      await b.call(RESET, { id, confirm }, 'phx_readonly'),
      await b.call(RESET, { id: another, confirm }),
      await b.call('experiment-end', { id, confirm }),
    ];
    for (const { text } of refusals) expect(text).toContain('different call');
    expect(writes()).toBe(0);
  });

  it('is not accepted by a replica that keeps its state elsewhere', async () => {
    const elsewhere = createMemoryStore({ now: () => Date.now(), isShared: true });
    const [a, b] = [await start(stores[0]), await start(elsewhere)];
    const [id = 0] = await running(a);
    const { text } = await b.call(RESET, { id, confirm: await tokenFrom(a, id) });
    expect(text).toContain('not issued by this server');
    expect(writes()).toBe(0);
  });

  it('is refused after five minutes, used or not', async () => {
    const [a, b] = [await start(stores[0]), await start(stores[1])];
    const [id = 0] = await running(a);
    const confirm = await tokenFrom(a, id);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 302_000 });
    const { text } = await b.call(RESET, { id, confirm });
    expect(text).toContain('older than 300 seconds');
    expect(writes()).toBe(0);
  });
});

describe.runIf(runsRedis)('a confirmation over Redis', () => {
  let redis: RedisServer;
  const open: SharedStore[] = [];
  beforeEach(async () => {
    redis = await startRedis();
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((store) => store.close()));
    await redis.stop();
  });

  async function startWithRedis(): Promise<TestMcp & { readonly store: SharedStore }> {
    const store = await openRedisStore(redis.url);
    open.push(store);
    return { ...(await start(store)), store };
  }

  it('is accepted at the other replica twenty times out of twenty', async () => {
    const [a, b] = [await startWithRedis(), await startWithRedis()];
    const [id = 0] = await running(a);
    await a.call('experiment-update', { id, tags: ['first'] });
    for (let time = 0; time < 20; time += 1) {
      const [one, other] = time % 2 ? [a, b] : [b, a];
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const { structured } = await one.call('experiment-update', { id, tags: [] });
      const confirm = structured['confirm'] as string;
      // oxlint-disable-next-line no-await-in-loop -- as above
      const done = await other.call('experiment-update', { id, tags: [], confirm });
      expect(done.structured).toMatchObject({ id, tags: [] });
      // oxlint-disable-next-line no-await-in-loop -- as above
      await one.call('experiment-update', { id, tags: [`again-${time}`] });
    }
  });

  it('is accepted after the replica that issued it was restarted', async () => {
    const a = await startWithRedis();
    const [id = 0] = await running(a);
    const confirm = await tokenFrom(a, id);
    await a.close();
    servers.splice(0);
    await a.store.close();
    const again = await startWithRedis();
    const { isError } = await again.call(RESET, { id, confirm });
    expect(isError).toBe(false);
    expect(writes()).toBe(1);
  });

  it('is refused while Redis does not answer, and accepted once when it does again', async () => {
    const [a, b] = [await startWithRedis(), await startWithRedis()];
    const [id = 0] = await running(a);
    const confirm = await tokenFrom(a, id);
    redis.pause();
    const refused = await b.call(RESET, { id, confirm });
    expect(refused.text).toMatch(/^CONFIRMATION_REFUSED/);
    expect(refused.text).toContain(
      'the store that the replicas of this server share does not answer',
    );
    expect(writes()).toBe(0);
    redis.resume();
    await expect.poll(() => b.store.status.isUp, { timeout: 5_000 }).toBe(true);
    expect((await b.call(RESET, { id, confirm })).isError).toBe(false);
    expect((await a.call(RESET, { id, confirm })).text).toContain('already been used');
    expect(writes()).toBe(1);
  });

  it('that was issued while Redis does not answer is accepted by its own replica alone, once', async () => {
    const [a, b] = [await startWithRedis(), await startWithRedis()];
    const [id = 0] = await running(a);
    redis.pause();
    const confirm = await tokenFrom(a, id);
    expect((await b.call(RESET, { id, confirm })).isError).toBe(true);
    expect((await a.call(RESET, { id, confirm })).isError).toBe(false);
    expect((await a.call(RESET, { id, confirm })).text).toContain('already been used');
    redis.resume();
    await expect.poll(() => b.store.status.isUp, { timeout: 5_000 }).toBe(true);
    expect((await b.call(RESET, { id, confirm })).text).toContain('not issued by this server');
    expect(writes()).toBe(1);
  });

  it('is not valid a second time when Redis lost everything', async () => {
    const [a, b] = [await startWithRedis(), await startWithRedis()];
    const [id = 0] = await running(a);
    const confirm = await tokenFrom(a, id);
    expect((await b.call(RESET, { id, confirm })).isError).toBe(false);
    await redis.flush();
    for (const server of [a, b]) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      expect((await server.call(RESET, { id, confirm })).text).toContain('not issued');
    }
    expect(writes()).toBe(1);
  });
});
