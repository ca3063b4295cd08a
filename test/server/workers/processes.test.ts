import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listen } from '../../../src/server/listen.ts';
import { openConnection } from '../../support/connection.ts';
import { runsRedis, startRedis, type RedisServer } from '../../support/redis.ts';
import { spawnServer } from '../../support/spawned.ts';
import { startWorkers, workerPids, type WorkersServer } from '../../support/workers.ts';

const query = '{ experiments(first: 10) { nodes { name } } }';
const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

const RELOADED = 'tokens, policy and persisted operations were reloaded';

describe('WORKERS without REDIS_URL', () => {
  it('is refused at the start, in one sentence', async () => {
    const spawned = spawnServer('start', { WORKERS: '2' });
    expect(await spawned.ended).toBe(1);
    expect(spawned.stdout()).toBe('');
    expect(spawned.stderr().split('\n')).toEqual([
      'Invalid configuration:',
      expect.stringMatching(/^ {2}- WORKERS is more than 1, or auto, and REDIS_URL is not set: /),
      '',
    ]);
  });
});

describe.runIf(runsRedis)('a server with two workers', () => {
  let redis: RedisServer;
  /** One without workers, which tries to start some for ten seconds, in which the other tests run. */
  let deserted: WorkersServer;
  beforeAll(async () => {
    redis = await startRedis();
    deserted = await startDeserted();
  });
  afterAll(async () => {
    await deserted.stop();
    await redis.stop();
  });
  const start = (environment: Record<string, string> = {}) =>
    startWorkers({ REDIS_URL: redis.url, REDIS_PREFIX: `${Math.random()}:`, ...environment });

  /** Starts one whose workers are killed, and which can start no others: its token is gone. */
  async function startDeserted(): Promise<WorkersServer> {
    const directory = await mkdtemp(join(tmpdir(), 'workers-'));
    const file = join(directory, 'token');
    await writeFile(file, 'a-token-of-some-length');
    const server = await start({ GATEWAY_TOKEN_FILE: file });
    await rm(directory, { recursive: true });
    for (const pid of workerPids(server)) process.kill(pid, 'SIGKILL');
    return server;
  }

  it('prints one banner, when both serve on the same port, and ends with 0', async () => {
    await using server = await start();
    expect(workerPids(server)).toHaveLength(2);
    expect(server.stdout().match(/^GraphQL /gm)).toHaveLength(1);
    const [one, other] = await server.connections();
    const answers = [await one.post(query), await other.post(query)];
    expect(answers.map(({ body }) => body.errors)).toEqual([undefined, undefined]);
    const ready = async () => (await fetch(`${server.origin}/ready`)).json();
    const shared = { ready: true, sharedStore: { status: 'up', replicas: 2 } };
    // Replicas notice each other within two seconds.
    await expect.poll(ready, { timeout: 10_000 }).toMatchObject(shared);
    expect(await server.stop()).toBe(0);
    expect(server.stdout().match(/^GraphQL /gm)).toHaveLength(1);
    const stopped = server.log().filter(({ msg }) => msg === 'stopped');
    expect(new Set(stopped.map(({ worker }) => worker))).toEqual(new Set([1, 2]));
  });

  it('says once which port is in use, and ends with 1', async () => {
    const taken = createServer();
    const port = String(await listen(taken, { host: '127.0.0.1', port: 0, setting: 'none' }));
    try {
      const server = await start({ PORT: port });
      expect(await server.ended).toBe(1);
      const complaints = server
        .stderr()
        .split('\n')
        .filter((line) => line.includes('in use'));
      expect(complaints).toEqual([
        `Port ${port} is already in use. Set PORT to another port, or to 0 for any free one.`,
      ]);
      expect(server.stdout()).toBe('');
    } finally {
      taken.close();
    }
  });

  it('goes on when a worker is killed, and replaces it under the same number', async () => {
    await using server = await start();
    const [one, other] = await server.connections();
    const serving = await server.logged('a worker serves', 2);
    const pid = serving.find(({ worker }) => worker === 1)?.['pid'] as number;
    process.kill(pid, 'SIGKILL');
    await server.logged('a worker has ended: it is replaced');
    // The other worker answers, on open connections and on new ones.
    expect((await other.post(query)).status).toBe(200);
    expect((await openConnection(server.origin).post(query)).status).toBe(200);
    await expect(one.post(query)).resolves.toMatchObject({ status: 200 });
    await server.logged('a worker serves', 3);
    const [again] = await server.connections();
    expect((await again.post(query)).status).toBe(200);
    expect(workerPids(server)).not.toContain(pid);
    expect(workerPids(server)).toHaveLength(2);
    const [ended] = server.log().filter(({ msg }) => msg === 'a worker has ended: it is replaced');
    expect(ended).toMatchObject({
      level: 'error',
      worker: 1,
      pid,
      signal: 'SIGKILL',
      pauseMs: 100,
    });
    // The new one may have read other files than the old one has.
    const reloaded = await server.logged(RELOADED, 2);
    expect(new Set(reloaded.map(({ worker }) => worker))).toEqual(new Set([1, 2]));
    expect(await server.stop()).toBe(0);
  });

  it('reloads its settings in every worker on SIGHUP', async () => {
    await using server = await start();
    server.child.kill('SIGHUP');
    const reloaded = await server.logged(RELOADED, 2);
    expect(new Set(reloaded.map(({ worker }) => worker))).toEqual(new Set([1, 2]));
    expect(workerPids(server)).toHaveLength(2);
  });

  it('leaves no worker behind when its first process is killed, not even one that is just starting', async () => {
    const server = await start();
    const pids = workerPids(server);
    expect(pids).toHaveLength(2);
    process.kill(pids[0]!, 'SIGKILL');
    const started = () => workerPids(server).filter((pid) => !pids.includes(pid));
    await expect.poll(() => started().length, { interval: 5, timeout: 20_000 }).toBe(1);
    const all = [...pids, ...started()];
    server.child.kill('SIGKILL');
    await expect.poll(() => all.filter(isAlive), { timeout: 20_000 }).toEqual([]);
  });

  it('ends at once on a second signal', async () => {
    await using server = await start({ SHUTDOWN_DELAY_MS: '60000' });
    const pids = workerPids(server);
    server.child.kill('SIGTERM');
    await server.logged('stopping', 2);
    // Two signals within a quarter of a second are one wish.
    await new Promise((resolve) => setTimeout(resolve, 300));
    server.child.kill('SIGTERM');
    expect(await server.ended).toBe(143);
    await expect.poll(() => pids.filter(isAlive), { timeout: 20_000 }).toEqual([]);
  });

  it('ends with 1 when no worker is left and none can be started', async () => {
    expect(await deserted.ended).toBe(1);
    const ended = deserted.log().filter(({ msg }) => msg === 'a worker has ended: it is replaced');
    expect(ended.length).toBeGreaterThanOrEqual(10);
    expect(deserted.log().at(-1)).toMatchObject({
      level: 'fatal',
      msg: 'workers end again and again, and none is left: the server stops',
    });
  });
});
