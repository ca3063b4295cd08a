import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Scraped } from '../../support/metrics.ts';
import { runsRedis, startRedis, type RedisServer } from '../../support/redis.ts';
import {
  PIPED_SERVER,
  startWorkers,
  workerPids,
  type WorkersServer,
} from '../../support/workers.ts';

const query = '{ experiments(first: 10) { nodes { name } } }';
const rename = (id: number, name: string) =>
  `mutation { updateExperiment(input: { id: "${id}", name: "${name}" }) { __typename } }`;

describe.runIf(runsRedis)('a server with two workers', () => {
  let redis: RedisServer;
  let directory: string;
  beforeAll(async () => {
    redis = await startRedis();
    directory = await mkdtemp(join(tmpdir(), 'workers-'));
  });
  afterAll(async () => {
    await redis.stop();
    await rm(directory, { recursive: true });
  });
  const start = (environment: Record<string, string> = {}) =>
    startWorkers({ REDIS_URL: redis.url, REDIS_PREFIX: `${Math.random()}:`, ...environment });

  const scrape = async (server: WorkersServer) =>
    new Scraped(await (await fetch(String(server.url('Metrics')))).text());

  it('serves the metrics of both on one port, each with its number as a label', async () => {
    await using server = await start({ METRICS_PORT: '0' });
    const [one, other] = await server.connections();
    await one.post(query);
    await other.post(query);
    await other.post(query);
    const sum = async (worker: string) =>
      (await scrape(server)).sum('operation_duration_seconds_count', { worker });
    // The first request of each connection has found out which worker it is at, and maybe more than one has.
    await expect.poll(() => sum('1')).toBeGreaterThanOrEqual(2);
    await expect.poll(() => sum('2')).toBeGreaterThanOrEqual(3);
    // Replicas notice each other within two seconds.
    const replicas = async () => (await scrape(server)).all('replicas').map(({ value }) => value);
    await expect.poll(replicas, { timeout: 10_000 }).toEqual([2, 2]);
    const metrics = await scrape(server);
    expect(metrics.all('build_info').map(({ labels }) => labels['worker'])).toEqual(['1', '2']);
    expect(metrics.all('workers')).toEqual([
      { name: 'experiments_graph_workers', labels: { worker: 'primary' }, value: 2 },
    ]);
    expect(metrics.sum('worker_restarts_total')).toBe(0);
  });

  it('serves the metrics of Node for each process, under one description of each', async () => {
    await using server = await start({ METRICS_PORT: '0' });
    const { text, samples } = await scrape(server);
    const started = samples.filter(({ name }) => name === 'process_start_time_seconds');
    const processes = new Set(started.map(({ labels }) => labels['worker']));
    expect(processes).toEqual(new Set(['1', '2', 'primary']));
    const types = text.match(/^# TYPE \S+/gm) ?? [];
    expect(new Set(types).size).toBe(types.length);
    expect(text).not.toMatch(/ (null|undefined)$/m);
  });

  it('counts a worker that was killed, and goes on with the metrics of the other', async () => {
    await using server = await start({ METRICS_PORT: '0' });
    process.kill(workerPids(server)[0]!, 'SIGKILL');
    await server.logged('a worker has ended: it is replaced');
    expect((await scrape(server)).sum('worker_restarts_total')).toBe(1);
    await server.logged('a worker serves', 3);
    expect((await scrape(server)).sum('workers')).toBe(2);
  });

  it('leaves out the metrics of a worker that does not answer', async () => {
    await using server = await start({ METRICS_PORT: '0' });
    const [pid] = workerPids(server);
    process.kill(pid!, 'SIGSTOP');
    try {
      expect((await scrape(server)).all('build_info')).toHaveLength(1);
    } finally {
      process.kill(pid!, 'SIGCONT');
    }
  });

  it('writes whole lines to the log, each with the number of its worker', async () => {
    const environment = { REDIS_URL: redis.url, REDIS_PREFIX: 'log:' };
    await using server = await startWorkers(environment, PIPED_SERVER);
    const [one, other] = await server.connections();
    // A reader that is late fills the pipe, which then takes only the beginning of a line.
    server.child.stderr.pause();
    // Longer than what a pipe takes as a whole.
    const paths = ['a', 'b'].map((letter) => `/${letter.repeat(7_000)}`);
    await Promise.all(
      Array.from({ length: 100 }, () => [one.get(paths[0]!), other.get(paths[1]!)]).flat(),
    );
    server.child.stderr.resume();
    await server.stop();
    const lines = server.stderr().trim().split('\n');
    const parsed = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    const pathsOf = (worker: number) =>
      parsed.filter((line) => line['worker'] === worker && line['status'] === 404);
    expect([pathsOf(1).length, pathsOf(2).length]).toEqual([100, 100]);
    expect(new Set(pathsOf(1).map(({ path }) => path))).toEqual(new Set([paths[0]]));
  });

  it('appends whole lines to one audit log', async () => {
    const file = join(directory, 'audit.log');
    await using server = await start({ AUDIT_LOG: file });
    const [one, other] = await server.connections();
    await Promise.all(
      Array.from({ length: 20 }, (_, index) => [
        one.post(rename(1, `first ${index}`)),
        other.post(rename(2, `second ${index}`)),
      ]).flat(),
    );
    await server.stop();
    const lines = (await readFile(file, 'utf8')).trim().split('\n');
    const written = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(
      written.filter(({ msg, outcome }) => msg === 'write' && outcome === 'done'),
    ).toHaveLength(40);
  });

  it('has one embedded PostHog, with its clock and its data', async () => {
    const server = await startWorkers({ REDIS_URL: redis.url, REDIS_PREFIX: 'sandbox:' });
    try {
      expect(server.stdout().match(/^Sandbox /gm)).toHaveLength(1);
      const [one, other] = await server.connections();
      await one.post(rename(1, 'changed at the first'));
      const { body } = await other.post('{ experiment(id: 1) { name } }');
      expect(body.data).toEqual({ experiment: { name: 'changed at the first' } });
      const root = await fetch(server.origin, { headers: { accept: 'application/json' } });
      expect(await root.json()).toMatchObject({ mode: 'sandbox' });
    } finally {
      expect(await server.stop()).toBe(0);
    }
    await expect(fetch(String(server.url('Sandbox')))).rejects.toThrow('fetch failed');
  });
});
