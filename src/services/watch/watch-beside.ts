import type { Services } from '../services.ts';

/** A watcher that works beside a server. */
export interface WatchBeside {
  /** Begins to watch. */
  begin(): void;
  /** Ends its requests and gives the right to watch to another one. */
  end(): Promise<void>;
}

/**
 * Prepares the watcher of a server; undefined unless WATCH=1.
 * @throws ConfigError when a setting of the watcher is missing or wrong
 */
export async function watchBeside(services: Services): Promise<WatchBeside | undefined> {
  const { config, log, metrics } = services;
  if (!config.watch.isOn) return undefined;
  // Imported only when needed: most servers do not watch.
  const { openWatch } = await import('./open-watch.ts');
  const stop = new AbortController();
  const { watcher, sample, description } = await openWatch(services, stop.signal);
  metrics?.addWatch(sample);
  let running: Promise<void> | undefined;
  return {
    begin() {
      log.info({ watch: description }, 'the server watches projects');
      running = watcher.run(stop.signal).catch((error: unknown) => {
        log.error({ err: error }, 'the watcher has ended unexpectedly');
      });
    },
    async end() {
      stop.abort();
      await running;
    },
  };
}
