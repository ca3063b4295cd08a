import { setTimeout as sleep } from 'node:timers/promises';

const EVERY_MS = 1_000;

/** Tries a write that the store did not take again, once a second for `ms`. Never fails, and does not keep the process alive. */
export async function writeLater(write: () => Promise<unknown>, ms: number): Promise<void> {
  for (let waited = 0; waited < ms; waited += EVERY_MS) {
    // oxlint-disable-next-line no-await-in-loop -- one attempt after the other
    await sleep(EVERY_MS, undefined, { ref: false });
    try {
      // oxlint-disable-next-line no-await-in-loop -- as above
      await write();
      return;
    } catch {
      // The store still cannot be used.
    }
  }
}
