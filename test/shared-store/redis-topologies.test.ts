import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../support/free-port.ts';
import { openRedisStore, runsRedis, startRedis, type RedisServer } from '../support/redis.ts';
import type { SharedStore } from '../../src/shared-store/shared-store.ts';
import { listen, storeContract, until } from './contract.ts';
import { windowsContract } from './windows-contract.ts';

const times = { checkMs: 100, retryMs: { first: 20, most: 200 } };

describe.runIf(runsRedis)('a cluster', () => {
  const nodes: RedisServer[] = [];
  const stores: SharedStore[] = [];
  let url: string;
  beforeAll(async () => {
    // Long enough that no node counts as failed because the machine is busy.
    const words = ['--cluster-enabled', 'yes', '--cluster-node-timeout', '15000'];
    for (let index = 0; index < 6; index += 1) nodes.push(await startRedis({ words }));
    const [first] = nodes as [RedisServer];
    for (const { port } of nodes) await first.command('CLUSTER', 'MEET', '127.0.0.1', port);
    const masters = nodes.slice(0, 3);
    const third = Math.ceil(16_384 / 3);
    for (const [index, node] of masters.entries())
      await node.command(
        'CLUSTER',
        'ADDSLOTSRANGE',
        index * third,
        Math.min(16_383, (index + 1) * third - 1),
      );
    for (const [index, node] of nodes.slice(3).entries()) {
      const id = String(await masters[index]?.command('CLUSTER', 'MYID'));
      await until(async () => String(await node.command('CLUSTER', 'NODES')).includes(id));
      await node.command('CLUSTER', 'REPLICATE', id);
    }
    await until(async () => {
      const infos = await Promise.all(nodes.map((node) => node.command('CLUSTER', 'INFO')));
      return infos.every((info) => String(info).includes('cluster_state:ok'));
    });
    await until(async () => {
      const infos = await Promise.all(
        nodes.slice(3).map((node) => node.command('INFO', 'replication')),
      );
      return infos.every((info) => String(info).includes('master_link_status:up'));
    });
    url = `redis+cluster://${nodes.map(({ port }) => `127.0.0.1:${port}`).join(',')}`;
  });
  afterAll(async () => {
    await Promise.all(stores.map((store) => store.close()));
    await Promise.all(nodes.map((node) => node.stop()));
  });

  async function openStore(): Promise<SharedStore> {
    const store = await openRedisStore(url, { times });
    stores.push(store);
    return store;
  }

  describe('does what every store does', () => {
    storeContract(async () => ({
      store: await openStore(),
      other: await openStore(),
      pass: (ms) => sleep(ms),
      knowsSubscribers: false,
    }));
  });

  describe('counts calls as every store does', () => {
    windowsContract(async () => {
      let now = 1_700_000_000_000;
      const open = async () => {
        const store = await openRedisStore(url, { now: () => now, prefix: 'counted:' });
        stores.push(store);
        return store.windows;
      };
      const pass = (ms: number) => {
        now += ms;
      };
      return { windows: await open(), other: await open(), pass };
    });
  });

  it('of which a node fails is used again when its replica has taken over', async () => {
    const store = await openStore();
    const heard = listen(store, 'news');
    await heard.ready;
    const keys = Array.from({ length: 30 }, (_, index) => `key ${index}`);
    for (const key of keys) await store.values.set(key, key, 60_000);
    await sleep(100);
    for (const node of nodes) await node.command('CONFIG', 'SET', 'cluster-node-timeout', 1_000);
    await nodes[0]?.kill();
    // Every key can be written again, wherever it is.
    await until(async () => {
      const set = keys.map((key) => store.values.set(key, `${key} again`, 60_000));
      return (await Promise.allSettled(set)).every(({ status }) => status === 'fulfilled');
    });
    await until(() => store.status.isUp);
    expect(heard.missed()).toBeGreaterThan(0);
    await store.messages.publish('news', 'hello');
    await until(() => heard.heard.length === 1);
  });
});

describe.runIf(runsRedis)('a master that Sentinels watch', () => {
  it('is replaced when it fails, and messages may have been missed', async () => {
    const master = await startRedis({ password: 'pw' });
    const replica = await startRedis({ password: 'pw' });
    await replica.replicaOf(master);
    await until(async () =>
      String(await replica.command('INFO', 'replication')).includes('master_link_status:up'),
    );
    const directory = await mkdtemp(join(tmpdir(), 'sentinel-'));
    const file = join(directory, 'sentinel.conf');
    await writeFile(
      file,
      [
        'requirepass sentinel-pw',
        `sentinel monitor mymaster 127.0.0.1 ${master.port} 1`,
        'sentinel auth-pass mymaster pw',
        'sentinel down-after-milliseconds mymaster 500',
        'sentinel failover-timeout mymaster 2000',
      ].join('\n'),
    );
    const sentinel = await startRedis({ password: 'sentinel-pw', sentinelFile: file });
    const login = 'sentinelPassword=sentinel-pw';
    const store = await openRedisStore(
      // The first Sentinel is not there.
      `redis+sentinel://:pw@127.0.0.1:1,127.0.0.1:${sentinel.port}/mymaster?${login}`,
      { times },
    );
    try {
      await until(() => store.status.isUp);
      const heard = listen(store, 'news');
      await heard.ready;
      const lease = await store.leases.acquire('poller', 60_000);
      await store.values.set('kept', 'value', 60_000);
      await until(async () => (await replica.keys()).length === (await master.keys()).length);
      await master.kill();
      await until(() => !store.status.isUp);
      await until(() => store.status.isUp);
      expect(heard.missed()).toBeGreaterThan(0);
      expect(await store.values.get('kept')).toBe('value');
      expect(await lease?.renew(60_000)).toBe(true);
      await store.messages.publish('news', 'hello');
      await until(() => heard.heard.length === 1);
      // The old master comes back as a replica, which nobody notices.
      await master.restart();
      await store.values.set('kept', 'another', 60_000);
      expect(store.status.isUp).toBe(true);
    } finally {
      await store.close();
      for (const server of [sentinel, replica, master]) await server.stop();
    }
  });
});

describe.runIf(runsRedis)('a Redis with TLS', () => {
  it('is used with rediss://, if its certificate is trusted, and says what is wrong if not', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'tls-'));
    const [key, certificate] = [join(directory, 'key.pem'), join(directory, 'certificate.pem')];
    const request =
      'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 36500 -subj /CN=localhost';
    const name = ['-addext', 'subjectAltName=DNS:localhost'];
    const files = ['-keyout', key, '-out', certificate];
    execFileSync('openssl', [...request.split(' '), ...name, ...files], { stdio: 'ignore' });
    const port = await freePort();
    const words = ['--tls-port', String(port), '--tls-auth-clients', 'no'];
    for (const [name, file] of [
      ['key-file', key],
      ['cert-file', certificate],
      ['ca-cert-file', certificate],
    ] as const)
      words.push(`--tls-${name}`, file);
    const redis = await startRedis({ words });
    const trusted = getCACertificates('default');
    const stores: SharedStore[] = [];
    const reasonAt = async (url: string) => {
      const store = await openRedisStore(url, { times });
      stores.push(store);
      return store.status.reason;
    };
    try {
      const url = `rediss://localhost:${port}`;
      expect(await reasonAt(url)).toBe('The TLS certificate of Redis is not accepted.');
      expect(await reasonAt(url.replace('rediss', 'redis'))).toBe(
        'The connection to Redis was lost.',
      );
      setDefaultCACertificates([...trusted, readFileSync(certificate, 'utf8')]);
      expect(await reasonAt(url)).toBeUndefined();
      await stores.at(-1)?.values.set('a', 'b', 1_000);
    } finally {
      setDefaultCACertificates(trusted);
      await Promise.all(stores.map((store) => store.close()));
      await redis.stop();
    }
  });
});
