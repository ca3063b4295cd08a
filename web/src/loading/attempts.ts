import { NoSuchFile } from './part-files.ts';
import { waitAfter } from './waits.ts';

/** Why a part of the app is still not there: the server has not got it, or it has failed for a while. */
export type Trouble = 'gone' | 'failing' | undefined;

/** Number of attempts that fail, which takes about ten seconds, before the page says so. */
const PATIENCE = 5;

/** Ends the waits of all parts that could not be loaded. */
const waiting = new Set<() => void>();

/** Tries at once to load what could not be loaded, because the server may be reached again. */
export function tryAgain(): void {
  for (const end of waiting) end();
}

addEventListener('online', tryAgain);

const wait = (milliseconds: number) =>
  new Promise<void>((resolve) => {
    const end = () => {
      clearTimeout(timer);
      waiting.delete(end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    waiting.add(end);
  });

/**
 * Loads a part of the app, however long that takes. It is tried on even when the server does not have it: while a newer
 * version is being deployed, the next answer may come from a server that does.
 * @param note called with the trouble, each time that an attempt has failed for it
 */
export async function untilLoaded<Part>(
  load: () => Promise<Part>,
  note: (trouble: Trouble) => void,
): Promise<Part> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await load();
    } catch (error) {
      if (error instanceof NoSuchFile) note('gone');
      else if (attempt + 1 >= PATIENCE) note('failing');
      await wait(waitAfter(attempt));
    }
  }
}
