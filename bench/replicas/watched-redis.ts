import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startRedis } from '../../test/support/redis.ts';

/** A Redis with a replica and a Sentinel, which makes the replica the master when the master ends. */
export interface WatchedRedis {
  readonly url: string;
  killMaster(): Promise<void>;
  close(): Promise<void>;
}

/** Starts the three on free ports of loopback. Needs redis-server. */
export async function startWatchedRedis(): Promise<WatchedRedis> {
  const [master, replica] = [await startRedis(), await startRedis()];
  await replica.replicaOf(master);
  const isLinked = async () =>
    String(await replica.command('INFO', 'replication')).includes('master_link_status:up');
  while (!(await isLinked())) await sleep(50);
  const directory = await mkdtemp(join(tmpdir(), 'sentinel-'));
  const file = join(directory, 'sentinel.conf');
  const settings = [
    `monitor mymaster 127.0.0.1 ${master.port} 1`,
    'down-after-milliseconds mymaster 1000',
    'failover-timeout mymaster 3000',
  ];
  await writeFile(file, settings.map((setting) => `sentinel ${setting}`).join('\n'));
  const sentinel = await startRedis({ sentinelFile: file });
  return {
    url: `redis+sentinel://127.0.0.1:${sentinel.port}/mymaster`,
    killMaster: () => master.kill(),
    async close() {
      for (const server of [sentinel, replica, master]) await server.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
