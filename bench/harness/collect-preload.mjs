// Loaded into a server started with --expose-gc: SIGUSR2 collects garbage and writes the bytes still in use to $LIVE_OUT.
import { writeFileSync } from 'node:fs';

process.on('SIGUSR2', () => {
  // Twice: what the first finds unreachable may have held other things.
  globalThis.gc();
  globalThis.gc();
  writeFileSync(process.env.LIVE_OUT, String(process.memoryUsage().heapUsed));
});
