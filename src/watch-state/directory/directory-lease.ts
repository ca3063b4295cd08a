import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { lock } from 'proper-lockfile';
import { LEASE_MS, WatchStateError, type WatchLease } from '../watch-state.ts';
import { codeOf, replaceFile } from './files.ts';

/** Renewals in the time of one lease, so that some of them may fail. */
const RENEWALS = 6;

/** Has the id of the watcher that took the lock last. */
const HOLDER = 'working.txt';

/**
 * Takes the right to work in a directory, which must exist: a lock beside its files, whose time of change is renewed.
 * @returns undefined while another process has it
 * @throws WatchStateError
 */
export async function acquireIn(directory: string): Promise<WatchLease | undefined> {
  let isLost = false;
  try {
    const release = await lock(directory, {
      lockfilePath: join(directory, 'working.lock'),
      stale: LEASE_MS,
      update: LEASE_MS / RENEWALS,
      // Its time has passed without a renewal.
      onCompromised: () => {
        isLost = true;
      },
    });
    const id = randomUUID();
    await replaceFile(directory, HOLDER, id);
    return {
      // A process that was suspended finds another id here, before it has noticed that its time has passed.
      async isHeld() {
        const holder = await readFile(join(directory, HOLDER), 'utf8').catch(() => undefined);
        return !isLost && holder === id;
      },
      release: () => release().catch(() => undefined),
    };
  } catch (error) {
    if (codeOf(error) === 'ELOCKED') return undefined;
    const { message } = error as Error;
    throw new WatchStateError(`The state of the watcher cannot be locked: ${message}`, error);
  }
}
