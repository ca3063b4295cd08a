import { readConfig } from '../config/config.ts';
import { createGraphClient, type GraphClient } from '../graph-client/graph-client.ts';
import { withServices, type Services } from '../services/services.ts';
import { withSettings, type SettingOptions } from './settings.ts';
import type { Terminal } from './terminal.ts';

/**
 * Runs a command that uses the GraphQL API inside this process, without serving it: on the PostHog of the
 * configuration, or else on an embedded one. Calls are made with POSTHOG_API_KEY. A signal to stop aborts them.
 * @param name the command, which PostHog notes for what it changes
 * @returns the exit code of the command
 * @throws ConfigError, ListenError, GraphFailure
 */
export async function withGraphClient(
  terminal: Terminal,
  name: string,
  options: SettingOptions,
  run: (client: GraphClient, services: Services) => Promise<number>,
): Promise<number> {
  const environment = withSettings(terminal.environment, options);
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
        signal: stop.signal,
        onWait: (seconds) => {
          terminal.printError(`PostHog's limit is reached: waiting ${Math.ceil(seconds)} seconds.`);
        },
      });
      exitCode = await run(client, services);
    },
    {
      // A server may run beside it, so it must not use that server's ports.
      read: (settings) => {
        const config = readConfig(settings, { opens: ['SANDBOX_PORT'] });
        const chosen = settings['SANDBOX_PORT']?.trim();
        return { ...config, metrics: undefined, sandboxPort: chosen ? config.sandboxPort : 0 };
      },
    },
  );
  return exitCode;
}
