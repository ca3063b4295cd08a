import { GraphiqlAssets } from '../../graphiql/assets.ts';
import { createMcpServer, createRestServer, createServer } from '../../server/server.ts';
import type { ApiServer } from '../../server/api-server.ts';
import { drain } from '../../server/drain.ts';
import { leaveLoadBalancer } from '../../server/leave-load-balancer.ts';
import { listen } from '../../server/listen.ts';
import { watchLoad } from '../../server/watch-load.ts';
import { protectedResourceOf } from '../../services/protected-resource.ts';
import { Readiness } from '../../server/readiness.ts';
import { publicAddress } from '../../server/public-address.ts';
import { OptionError } from '../option-error.ts';
import { sandboxData, type SandboxDataOptions } from '../sandbox-data.ts';
import { withSettings, type SettingOptions } from '../settings.ts';
import type { Terminal } from '../terminal.ts';
import { banner } from '../banner.ts';
import { serveMetrics } from '../../services/serve-metrics.ts';
import { withServices, type Services } from '../../services/services.ts';
import { lazyMcp } from '../../services/lazy-mcp.ts';
import { lazyRest } from '../../services/lazy-rest.ts';
import { lazySingleConnection } from '../../services/lazy-single-connection.ts';
import { lazyWebSockets } from '../../services/lazy-web-sockets.ts';

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
  const { config, log, posthogUrl, fastPath, shared } = services;
  const readiness = new Readiness({ upstream: shared.upstream, now: Date.now });
  const { requestTimeoutMs, keepAliveTimeoutMs, compression } = config;
  const { origins, publicUrl } = publicAddress(config);
  const { limit: load, callerOf } = services.load;
  const times = { requestTimeoutMs, keepAliveTimeoutMs };
  const { instrumentation } = shared;
  const resource = protectedResourceOf(config, posthogUrl);
  const guarding = { origins, access: services.access, publicUrl, resource, load, callerOf };
  const guards = { log, instrumentation, ...guarding, compression, ...times };
  const rest = lazyRest({ ...shared, publicUrl });
  const mcp = lazyMcp(services);
  const webSockets = lazyWebSockets(services);
  const server = createServer({
    graph: fastPath,
    streams: lazySingleConnection(services),
    webSockets,
    rest: config.restPort === undefined ? rest : undefined,
    mcp: config.mcpPort === undefined ? mcp : undefined,
    graphiql: config.graphiql
      ? new GraphiqlAssets({
          isSandbox: config.posthogHost === undefined,
          limits: config.upstream.budget,
        })
      : undefined,
    ready: () => readiness.check(),
    store: shared.store,
    ...guards,
  });
  const metrics = await serveMetrics(services, terminal.faults);
  const open: ApiServer[] = [];
  const endWatch = watchLoad(load, log);
  const endReloads = terminal.onReload?.(() => reloadNow(terminal, services, options));
  const opened = (one: ApiServer, port: number, setting: string) => {
    open.push(one);
    return listen(one, { host: config.listen.host, port, setting });
  };
  try {
    const port = await opened(server, config.listen.port, 'PORT');
    const restPort =
      config.restPort === undefined
        ? port
        : await opened(createRestServer(rest, guards), config.restPort, 'REST_PORT');
    const mcpPort =
      config.mcpPort === undefined
        ? port
        : await opened(createMcpServer(mcp, guards), config.mcpPort, 'MCP_PORT');
    terminal.print(
      banner({ config, port, restPort, mcpPort, metricsPort: metrics?.port, posthogUrl }),
    );
    const signal = await terminal.stopRequested;
    log.info({ signal }, 'stopping');
    readiness.stop();
    const idleMs = config.shutdownDelayMs;
    if (idleMs > 0) await leaveLoadBalancer(open, idleMs);
    services.stopStreams();
    webSockets.stop();
    const { cutCalls: cut } = services;
    const boundMs = config.shutdownTimeoutMs;
    const cutOff = await drain(open, { boundMs, idleMs, cut, others: () => webSockets.size });
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
    endReloads?.();
    metrics?.close();
    await mcp.close();
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
