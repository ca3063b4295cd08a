import type { WatchConfig } from '../../config/config.ts';
import type { Services } from '../services.ts';

/** A watcher that works beside a server. */
export interface WatchBeside {
  /** Begins to watch. */
  begin(): void;
  /** Ends its requests and gives the right to watch to another one. */
  end(): Promise<void>;
}

const NOT_WATCHING =
  'this server checks no guards and sends no events, because WATCH is not 1: set it, or run the command `watch` beside the server';

/** Settings that only a watcher uses, and that nobody sets for a server without one. */
function settingsWithoutUse({ guards, webhooks, webhook }: WatchConfig): readonly string[] {
  const given = { GUARDS: guards, WEBHOOKS: webhooks, WEBHOOK_URL: webhook };
  return Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [name]));
}

/**
 * Prepares the watcher of a server; undefined unless WATCH=1.
 * @throws ConfigError when a setting of the watcher is missing or wrong
 */
export async function watchBeside(services: Services): Promise<WatchBeside | undefined> {
  const { config, log, metrics } = services;
  if (!config.watch.isOn) {
    const without = settingsWithoutUse(config.watch);
    if (without.length > 0) log.warn({ settings: without }, NOT_WATCHING);
    return undefined;
  }
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
