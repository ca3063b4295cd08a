// Writes to the directory that is its argument until it is killed, and prints a line for each count that was stored.
import { z } from 'zod';
import { openDirectoryState } from '../../../src/watch-state/directory-state.ts';

const shape = z.object({ count: z.number(), filling: z.string() });
const state = await openDirectoryState(process.argv[2] ?? '');
const queue = state.queue('counts', shape);
const last = state.collection('last', shape);
for (let count = 0; ; count += 1) {
  const value = { count, filling: 'x'.repeat(100_000) };
  // One after another, as a watcher does.
  // oxlint-disable-next-line no-await-in-loop
  await queue.append(value);
  // oxlint-disable-next-line no-await-in-loop
  await last.set('last', value);
  process.stdout.write(`${count}\n`);
}
