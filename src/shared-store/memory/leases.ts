import { randomUUID } from 'node:crypto';
import type { SharedLeases, SharedValues } from '../shared-store.ts';

/** Leases over the values of one process. */
export function leasesOver(values: SharedValues): SharedLeases {
  let fence = 0;
  return {
    async acquire(name, ttlMs) {
      const holder = randomUUID();
      if (!(await values.add(`lease ${name}`, holder, ttlMs))) return undefined;
      fence += 1;
      return {
        fence,
        renew: (ms) => values.replace(`lease ${name}`, holder, holder, ms),
        release: async () => {
          await values.delete(`lease ${name}`, holder);
        },
      };
    },
  };
}
