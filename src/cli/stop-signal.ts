import type { Terminal } from './terminal.ts';

/** What a command says that was asked to stop before it was done. */
export const STOPPED = 'It was asked to stop before it was done.';

/** A signal that aborts when the process is asked to stop. */
export function stopSignal({ stopRequested }: Pick<Terminal, 'stopRequested'>): AbortSignal {
  const stop = new AbortController();
  void stopRequested.then(() => stop.abort());
  return stop.signal;
}
