import type { ApiServer } from '../../server/api-server.ts';
import { drain } from '../../server/drain.ts';
import { leaveLoadBalancer } from '../../server/leave-load-balancer.ts';
import { listen } from '../../server/listen.ts';
import { watchLoad } from '../../server/watch-load.ts';
import { OptionError } from '../option-error.ts';
import { sandboxData, type SandboxDataOptions } from '../sandbox-data.ts';
import { withSettings, type SettingOptions } from '../settings.ts';
import type { Terminal } from '../terminal.ts';
import { banner } from '../banner.ts';
import { createApis } from '../../services/create-apis.ts';
import { serveMetrics } from '../../services/serve-metrics.ts';
import { watchBeside } from '../../services/watch/watch-beside.ts';
import { withServices, type Services } from '../../services/services.ts';

/** Settings, and the data of the sandbox. */
export interface StartOptions extends SettingOptions, SandboxDataOptions {}

/**
 * Serves the API until the process is asked to stop, then lets requests in progress finish.
 * @throws ConfigError, ListenError, OptionError
 */
export async function start(terminal: Terminal, options: StartOptions): Promise<number> {
  const environment = withSettings(terminal.environment, options);
  const sandbox = sandboxData(options);
  if (environment['POSTHOG_HOST']?.trim() && Object.keys(sandbox).length > 0)
    throw new OptionError(
      '--experiments, --profile and --now are for the sandbox, which is not used with a POSTHOG_HOST.',
    );
  const { logDestination, logIsTerminal, secrets } = terminal;
  const output = { logDestination, logIsTerminal, ...(secrets && { secrets }) };
  await withServices({ environment, ...output }, (services) => serve(terminal, services, options), {
    sandbox,
  });
  return 0;
}

async function serve(terminal: Terminal, services: Services, options: StartOptions): Promise<void> {
  const { config, log, posthogUrl, cutCalls } = services;
  const apis = createApis(services);
  const watch = await watchBeside(services);
  const metrics = await serveMetrics(services, terminal.faults);
  const open: ApiServer[] = [];
  const endWatch = watchLoad(services.load.limit, log);
  const endReloads = terminal.onReload?.(() => reloadNow(terminal, services, options));
  const opened = (one: ApiServer, port: number, setting: string) => {
    open.push(one);
    return listen(one, { host: config.listen.host, port, setting });
  };
  try {
    const { server, rest, mcp } = apis;
    const port = await opened(server, config.listen.port, 'PORT');
    const restPort = rest ? await opened(rest, config.restPort ?? 0, 'REST_PORT') : port;
    const mcpPort = mcp ? await opened(mcp, config.mcpPort ?? 0, 'MCP_PORT') : port;
    terminal.print(
      banner({ config, port, restPort, mcpPort, metricsPort: metrics?.port, posthogUrl }),
    );
    watch?.begin();
    const signal = await terminal.stopRequested;
    log.info({ signal }, 'stopping');
    apis.readiness.stop();
    const idleMs = config.shutdownDelayMs;
    if (idleMs > 0) await leaveLoadBalancer(open, idleMs);
    apis.stop();
    const boundMs = config.shutdownTimeoutMs;
    const cutOff = await drain(open, {
      boundMs,
      idleMs,
      cut: cutCalls,
      others: apis.openOperations,
    });
    if (cutOff > 0)
      log.warn(
        { requests: cutOff },
        'requests were aborted: they did not finish in time during shutdown',
      );
    log.info('stopped');
  } finally {
    // When one port could not be opened, the open ones must not keep the process alive.
    for (const one of open) one.close();
    endWatch();
    await watch?.end();
    endReloads?.();
    metrics?.close();
    await apis.close();
  }
}

/** Reads the settings again, and replaces what can be replaced while the server runs. */
async function reloadNow(
  terminal: Terminal,
  { log, reload }: Services,
  options: StartOptions,
): Promise<void> {
  try {
    await reload(withSettings(terminal.environment, options));
  } catch (error) {
    log.error({ err: error }, 'nothing was reloaded');
  }
}
