import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Logger } from 'pino';
import type { LoadLimit } from '../http/load-limit.ts';

const EVERY_MS = 1_000;
const RESOLUTION_MS = 20;
const NS_PER_MS = 1_000_000;

/**
 * Adapts the bound of requests to how late the event loop is, once a second, and logs how many were refused.
 * @returns what ends it
 */
export function watchLoad(load: LoadLimit, log: Logger): () => void {
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delays.enable();
  let reported = load.refused;
  const timer = setInterval(() => {
    // The median: one long pause, of a large answer or of the garbage collector, is no overload.
    load.adjust(delays.percentile(50) / NS_PER_MS);
    delays.reset();
    const refused = load.refused - reported;
    reported += refused;
    if (refused > 0)
      log.warn({ refused, inWork: load.inWork }, 'requests were refused: too many in progress');
  }, EVERY_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
    delays.disable();
  };
}
