import { randomUUID } from 'node:crypto';
import type { SharedStore } from '../shared-store.ts';
import { RedisCommands } from './connection/commands.ts';
import { Connection } from './connection/connection.ts';
import { Replicas } from './connection/replicas.ts';
import { Codec } from './encoding/codec.ts';
import { leasesIn } from './leases.ts';
import { RedisMessages } from './messages.ts';
import { RedisStreams } from './streams.ts';
import { redisTimes, type RedisTimes } from './times.ts';
import type { RedisTarget } from './url.ts';
import { RedisValues } from './values.ts';

export interface RedisStoreOptions {
  /** What `parseRedisUrl` read. */
  readonly target: RedisTarget;
  /** Begins every key and channel. */
  readonly prefix: string;
  /** Keys of 32 bytes: the first encrypts, all decrypt. Without any, nothing is encrypted. */
  readonly encryptionKeys?: readonly Buffer[];
  /** A listener threw. */
  readonly onFault: (error: unknown) => void;
  /** Redis is not set up as it should be: a sentence for the operator, each time it is connected to. */
  readonly onWarning?: (message: string) => void;
  /** Differ only in tests. */
  readonly times?: Partial<RedisTimes>;
}

/**
 * A store in Redis. It resolves when Redis has been reached or after a short time without it; the store then is down and
 * keeps trying.
 */
export async function createRedisStore(options: RedisStoreOptions): Promise<SharedStore> {
  const { target, prefix, encryptionKeys = [], onFault, onWarning = () => undefined } = options;
  const times = { ...redisTimes, ...options.times };
  const codec = new Codec(encryptionKeys);
  const replicas = new Replicas({
    key: `${prefix}replicas`,
    lifeMs: times.lifeMs,
    writes: codec.writes,
    canRead: (writes) => codec.canRead(writes),
  });
  const channels = `${prefix}${target.db}:message:`;
  const connection: Connection = new Connection({
    target,
    times,
    onFault,
    onWarning,
    replicas,
    echoChannel: `${channels}echo:${randomUUID()}`,
    subscribeAll: (client) => messages.subscribeAll(client),
    missed: () => {
      messages.missed();
    },
  });
  const { health } = connection;
  const commands = new RedisCommands(connection.link, health, times);
  const messages: RedisMessages = new RedisMessages({
    commands,
    codec,
    prefix: channels,
    subscriber: () => connection.subscriber,
    ask: (command) => connection.ask(command),
    onFault,
  });
  await connection.start();
  return {
    isShared: true,
    get status() {
      return health.status;
    },
    onStatus: (listener) => health.onStatus(listener),
    values: new RedisValues(commands, codec, prefix),
    leases: leasesIn(commands, prefix),
    messages,
    streams: new RedisStreams(commands, codec, prefix),
    close: () => connection.close(),
  };
}
