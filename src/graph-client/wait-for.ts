import { setTimeout as sleep } from 'node:timers/promises';

/** Waits so many milliseconds; rejects when the signal aborts. */
export const waitFor = (ms: number, signal?: AbortSignal): Promise<void> =>
  sleep(ms, undefined, { ...(signal && { signal }) });
