import { MemoryMessages } from './memory/messages.ts';
import { MemoryStreams } from './memory/streams.ts';
import { MemoryValues } from './memory/values.ts';
import { MemoryWindows } from './memory/windows.ts';
import { leasesOver } from './memory/leases.ts';
import type { SharedStore } from './shared-store.ts';

export interface MemoryStoreOptions {
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** True makes it act as a store of several replicas, for tests that run them in one process. */
  readonly isShared?: boolean;
}

/** A store in the memory of this process. */
export function createMemoryStore({ now, isShared = false }: MemoryStoreOptions): SharedStore {
  const values = new MemoryValues(now);
  return {
    isShared,
    status: { isUp: true, replicas: 1 },
    onStatus: () => () => undefined,
    values,
    leases: leasesOver(values),
    messages: new MemoryMessages(),
    streams: new MemoryStreams({ now }),
    windows: new MemoryWindows(now),
    close: () => Promise.resolve(),
  };
}
