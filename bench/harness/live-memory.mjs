// Memory in use after a collection: garbage that nobody has collected yet says nothing.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { sleep } from './process.mjs';

/** Options of Node for a server whose memory is asked for; the file goes into its `LIVE_OUT`. */
export const collecting = [
  '--expose-gc',
  '--import',
  join(import.meta.dirname, 'collect-preload.mjs'),
];

/** MiB of the JavaScript heap that are in use. */
export async function liveOf(pid, file) {
  rmSync(file, { force: true });
  process.kill(pid, 'SIGUSR2');
  while (!existsSync(file) || readFileSync(file, 'utf8') === '') await sleep(50);
  return Number(readFileSync(file, 'utf8')) / 2 ** 20;
}
