import type { Config } from '../config/config.ts';
import { createGraphClient, type GraphClient } from '../graph-client/graph-client.ts';
import { withServices, type Services } from '../services/services.ts';
import { readConfigBesideServer } from './beside-server.ts';
import { withSettings, type SettingOptions } from './settings.ts';
import type { Terminal } from './terminal.ts';

interface BackgroundOption {
  /** True for long work beside other callers of the key: its queries get their calls last. */
  readonly background?: boolean;
}

/**
 * Runs a command that uses the GraphQL API inside this process, without serving it: on the PostHog of the
 * configuration, or else on an embedded one. Calls are made with POSTHOG_API_KEY. A signal to stop aborts them.
 * @param name the command, which PostHog notes for what it changes
 * @param run gets the client, what it is made of, and a signal that aborts when the process is asked to stop
 * @returns the exit code of the command
 * @throws ConfigError, ListenError, GraphFailure
 */
export async function withGraphClient(
  terminal: Terminal,
  name: string,
  options: SettingOptions & BackgroundOption,
  run: (client: GraphClient, services: Services, signal: AbortSignal) => Promise<number>,
): Promise<number> {
  const settings = withSettings(terminal.environment, options);
  // What a server would log of each operation is of no use here.
  const environment = { ...settings, LOG_LEVEL: settings['LOG_LEVEL']?.trim() || 'warn' };
  const { logDestination, logIsTerminal } = terminal;
  const stop = new AbortController();
  void terminal.stopRequested.then(() => stop.abort());
  let exitCode = 0;
  await withServices(
    { environment, logDestination, logIsTerminal },
    async (services) => {
      const client = createGraphClient({
        graph: services.graph,
        client: name,
        background: options.background,
        signal: stop.signal,
        onWait: (seconds) => {
          terminal.printError(`PostHog's limit is reached: waiting ${Math.ceil(seconds)} seconds.`);
        },
      });
      exitCode = await run(client, services, stop.signal);
    },
    {
      read: (settings) => {
        const config = readConfigBesideServer(settings);
        return options.background
          ? { ...config, upstream: withSmallCache(config.upstream) }
          : config;
      },
    },
  );
  return exitCode;
}

/** Memory for answers of PostHog in a process that reads each of them once, in bytes. */
const SMALL_CACHE = 1_000_000;

const withSmallCache = (upstream: Config['upstream']): Config['upstream'] => ({
  ...upstream,
  freshness: { ...upstream.freshness, maxBytes: SMALL_CACHE },
});
