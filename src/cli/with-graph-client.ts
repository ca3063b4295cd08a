import type { Config } from '../config/config.ts';
import { createGraphClient, type GraphClient } from '../graph-client/graph-client.ts';
import { withServices, type Services } from '../services/services.ts';
import { readConfigBesideServer } from './beside-server.ts';
import { withSettings, type SettingOptions } from './settings.ts';
import { STOPPED, stopSignal } from './stop-signal.ts';
import type { Terminal } from './terminal.ts';

interface KindOfCommand {
  /** True for long work beside other callers of the key: its queries get their calls last. */
  readonly background?: boolean;
  /** True for a command that works until it is asked to stop, which then is no failure. */
  readonly isEndless?: boolean;
}

/**
 * Runs a command that uses the GraphQL API inside this process, without serving it: on the PostHog of the
 * configuration, or else on an embedded one. Calls are made with POSTHOG_API_KEY. A signal to stop aborts them.
 * @param name the command, which PostHog notes for what it changes
 * @param run gets the client, what it is made of, and a signal that aborts when the process is asked to stop
 * @returns the exit code of the command; 1 when it was asked to stop before it was done
 * @throws ConfigError, ListenError, GraphFailure
 */
export async function withGraphClient(
  terminal: Terminal,
  name: string,
  options: SettingOptions & KindOfCommand,
  run: (client: GraphClient, services: Services, signal: AbortSignal) => Promise<number>,
): Promise<number> {
  const settings = withSettings(terminal.environment, options);
  // What a server would log of each operation is of no use here.
  const environment = { ...settings, LOG_LEVEL: settings['LOG_LEVEL']?.trim() || 'warn' };
  const { logDestination, logIsTerminal } = terminal;
  const signal = stopSignal(terminal);
  let exitCode = 0;
  await withServices(
    { environment, logDestination, logIsTerminal },
    async (services) => {
      const client = createGraphClient({
        graph: services.graph,
        client: name,
        background: options.background,
        signal,
        onWait: (seconds) => {
          terminal.printError(`PostHog's limit is reached: waiting ${Math.ceil(seconds)} seconds.`);
        },
      });
      try {
        exitCode = await run(client, services, signal);
      } catch (error) {
        if (!isAbort(error, signal)) throw error;
        if (options.isEndless) return;
        terminal.printError(STOPPED);
        exitCode = 1;
      }
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

const isAbort = (error: unknown, { aborted }: AbortSignal): boolean =>
  aborted && error instanceof Error && error.name === 'AbortError';

/** Memory for answers of PostHog in a process that reads each of them once, in bytes. */
const SMALL_CACHE = 1_000_000;

const withSmallCache = (upstream: Config['upstream']): Config['upstream'] => ({
  ...upstream,
  freshness: { ...upstream.freshness, maxBytes: SMALL_CACHE },
});
