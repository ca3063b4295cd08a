import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import {
  createRedisStore,
  type RedisStoreOptions,
} from '../../src/shared-store/redis/redis-store.ts';
import { parseRedisUrl } from '../../src/shared-store/redis/url.ts';
import type { SharedStore } from '../../src/shared-store/shared-store.ts';
import { freePort } from './free-port.ts';
import { monitorRedis } from './redis-monitor.ts';

const EXECUTABLE = '/usr/bin/redis-server';

/**
 * True when tests with Redis are to run: `describe.runIf(runsRedis)`. Without redis-server on the machine they are
 * skipped, except on CI, where they fail.
 */
export const runsRedis = existsSync(EXECUTABLE) || process.env['CI'] === 'true';

if (!runsRedis) process.stdout.write(`Not tested with Redis: no ${EXECUTABLE} on this machine.\n`);

const MISSING = `The tests with Redis need ${EXECUTABLE}, which Debian has in the package redis-server. With CI=true they are not skipped.`;

export interface RedisServer {
  /** For REDIS_URL, with the password if there is one. */
  readonly url: string;
  readonly port: number;
  /** Sends a command over a connection of its own and returns the answer. */
  command(...words: readonly [string, ...(string | number)[]]): Promise<unknown>;
  /** Every command that the server gets while `run` runs, one line each as `MONITOR` prints them. */
  watch(run: () => Promise<void>): Promise<readonly string[]>;
  /** Names of all keys. */
  keys(): Promise<readonly string[]>;
  /** Stops the process without ending it (SIGSTOP): connections are open, and nothing is answered. */
  pause(): void;
  /** Continues after `pause`. */
  resume(): void;
  /** Ends the process at once (SIGKILL); its data is lost. */
  kill(): Promise<void>;
  /** Starts it again, empty, at the same port. */
  restart(): Promise<void>;
  flush(): Promise<void>;
  /** Makes it refuse writes because it is full, or no longer. */
  setFull(isFull: boolean): Promise<void>;
  /** Makes it a read-only replica of another server, or a master again. */
  replicaOf(master: RedisServer | undefined): Promise<void>;
  stop(): Promise<void>;
}

export interface RedisServerOptions {
  readonly password?: string;
  /** More words of the command line, such as `['--cluster-enabled', 'yes']`. */
  readonly words?: readonly string[];
  /** Makes it a Sentinel, which keeps what it knows in this file. */
  readonly sentinelFile?: string;
}

/**
 * Starts a Redis on a free port of loopback that stores nothing on disk.
 * @throws Error when the machine has no redis-server
 */
export async function startRedis({
  password,
  words = [],
  sentinelFile,
}: RedisServerOptions = {}): Promise<RedisServer> {
  if (!existsSync(EXECUTABLE)) throw new Error(MISSING);
  const directory = await mkdtemp(join(tmpdir(), 'redis-'));
  const port = await freePort();
  const login = password === undefined ? [] : ['--requirepass', password, '--masterauth', password];
  const role =
    sentinelFile === undefined
      ? ['--save', '', '--appendonly', 'no', '--dir', directory, ...login]
      : [sentinelFile, '--sentinel'];
  const start = () => run(role, port, words);
  let process = start();
  const control = new Redis({
    port,
    host: '127.0.0.1',
    protocol: 2,
    ...(password !== undefined && { password }),
    retryStrategy: () => 20,
    maxRetriesPerRequest: null,
    autoResendUnfulfilledCommands: false,
  });
  control.on('error', () => undefined);
  const command = (name: string, ...rest: readonly (string | number)[]) =>
    control.call(name, ...rest);
  await command('PING');
  return {
    url: `redis://${password === undefined ? '' : `:${password}@`}127.0.0.1:${port}`,
    port,
    command,
    async watch(run) {
      const monitor = await monitorRedis(port, password);
      const { lines } = monitor;
      try {
        await run();
        // What was sent before this command has been seen when this one is.
        await command('ECHO', 'end of watching');
        while (!lines.includes('ECHO end of watching')) await sleep(5);
      } finally {
        monitor.close();
      }
      return lines;
    },
    keys: async () => (await command('KEYS', '*')) as readonly string[],
    pause: () => process.child.kill('SIGSTOP'),
    resume: () => process.child.kill('SIGCONT'),
    async kill() {
      process.child.kill('SIGKILL');
      await process.ended;
    },
    async restart() {
      process.child.kill('SIGKILL');
      await process.ended;
      process = start();
      await command('PING');
    },
    flush: async () => void (await command('FLUSHALL')),
    setFull: async (isFull) =>
      void (await command('CONFIG', 'SET', 'maxmemory', isFull ? '1' : '0')),
    replicaOf: async (master) =>
      void (await (master
        ? command('REPLICAOF', '127.0.0.1', master.port)
        : command('REPLICAOF', 'NO', 'ONE'))),
    async stop() {
      control.disconnect();
      process.child.kill('SIGKILL');
      await process.ended;
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** A store in a Redis, for tests that act as one replica of several. */
export function openRedisStore(
  url: string,
  options: Partial<Omit<RedisStoreOptions, 'target'>> = {},
): Promise<SharedStore> {
  const target = parseRedisUrl(url);
  if (!target) throw new TypeError(`not an address of Redis: ${url}`);
  const onFault = (error: unknown) => {
    throw error;
  };
  return createRedisStore({ target, prefix: 'peg:', onFault, ...options });
}

function run(role: readonly string[], port: number, words: readonly string[]) {
  // The file of a Sentinel is the first word.
  const all = [...role, '--port', String(port), '--bind', '127.0.0.1', ...words];
  const child = spawn(EXECUTABLE, all, { stdio: 'ignore' });
  return { child, ended: once(child, 'close') };
}
