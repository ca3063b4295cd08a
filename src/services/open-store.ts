import type { Logger } from 'pino';
import type { Config } from '../config/config.ts';
import { createMemoryStore } from '../shared-store/memory-store.ts';
import type { SharedStore, StoreStatus } from '../shared-store/shared-store.ts';

/**
 * The store of the replicas: in Redis, if there is one, otherwise in the memory of this process. A Redis that cannot be
 * reached does not keep the server from starting.
 */
export async function openStore(
  { redis }: Pick<Config, 'redis'>,
  log: Logger,
): Promise<SharedStore> {
  if (redis === undefined) return createMemoryStore({ now: Date.now });
  // Imported only when needed: without Redis, its client would be loaded for nothing.
  const { createRedisStore } = await import('../shared-store/redis/redis-store.ts');
  const warned = new Set<string>();
  const store = await createRedisStore({
    ...redis,
    onFault: (error) => {
      log.error({ err: error }, 'unexpected error in what listens to Redis');
    },
    onWarning: (message) => {
      if (!warned.has(message)) log.warn(message);
      warned.add(message);
    },
  });
  const report = ({ isUp, reason, replicas }: StoreStatus) => {
    if (isUp)
      log.info({ replicas }, 'Redis can be used: this replica shares its state with the others');
    else log.warn({ reason }, 'Redis cannot be used: this replica goes on with its own memory');
  };
  report(store.status);
  store.onStatus(report);
  return store;
}

/** What must not appear in a log: passwords of Redis and keys, in the forms in which they are written. */
export function secretsOf(redis: Config['redis']): readonly string[] {
  if (redis === undefined) return [];
  const { password, sentinelPassword } = redis.target;
  const passwords = [password, sentinelPassword].filter((text) => text !== undefined);
  const keys = redis.encryptionKeys.flatMap((key) => [key.toString('base64'), key.toString('hex')]);
  return [...passwords, ...passwords.map(encodeURIComponent), ...keys];
}
