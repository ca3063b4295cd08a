import { randomUUID } from 'node:crypto';
import type { SharedLeases } from '../shared-store.ts';
import type { RedisCommands } from './connection/commands.ts';
import { acquireLease, releaseLease, renewLease } from './scripts/leases.ts';
import { whole } from './values.ts';

/** Milliseconds for which the number of the last holder is kept after the lease. */
const FENCE_KEPT_MS = 600_000;

/** Leases in Redis. The name is a hash tag, so that both keys of a lease are on one node of a cluster. */
export function leasesIn(commands: RedisCommands, prefix: string): SharedLeases {
  return {
    async acquire(name, ttlMs) {
      const lease = `${prefix}lease:{${name}}`;
      const keys = [lease, `${prefix}fence:{${name}}`];
      const holder = randomUUID();
      const ms = whole(ttlMs);
      const fence = await commands.run(acquireLease, keys, [holder, ms, ms + FENCE_KEPT_MS]);
      if (typeof fence !== 'number') return undefined;
      return {
        fence,
        renew: async (ms) => (await commands.run(renewLease, [lease], [holder, whole(ms)])) === 1,
        release: async () => {
          await commands.run(releaseLease, [lease], [holder]);
        },
      };
    },
  };
}
