import type { Environment } from '../../config/config.ts';
import type { ApiServer } from '../../server/api-server.ts';
import { drain } from '../../server/drain.ts';
import { leaveLoadBalancer } from '../../server/leave-load-balancer.ts';
import { listen } from '../../server/listen.ts';
import { watchLoad } from '../../server/watch-load.ts';
import { createApis } from '../../services/create-apis.ts';
import type { SandboxData } from '../../services/open-sandbox.ts';
import type { MetricsPort } from '../../services/metrics-port.ts';
import { addState, serveMetrics } from '../../services/serve-metrics.ts';
import { withServices, type Services } from '../../services/services.ts';
import { watchBeside } from '../../services/watch/watch-beside.ts';
import { banner } from '../banner.ts';
import { withSettings, type SettingOptions } from '../settings.ts';
import type { Terminal } from '../terminal.ts';

/**
 * Serves the API in this process until it is asked to stop, then lets requests in progress finish.
 * @param environment with the settings of `options`, which are read again when the server reloads
 * @throws ConfigError, ListenError
 */
export async function serve(
  terminal: Terminal,
  environment: Environment,
  options: SettingOptions,
  sandbox: SandboxData,
): Promise<void> {
  const { logDestination, logIsTerminal, secrets, worker } = terminal;
  const output = { logDestination, logIsTerminal, ...(secrets && { secrets }) };
  await withServices(
    { environment, ...output },
    (services) => serveApis(terminal, services, options),
    { sandbox, worker: worker?.role },
  );
}

async function serveApis(
  terminal: Terminal,
  services: Services,
  options: SettingOptions,
): Promise<void> {
  const { config, log, posthogUrl, cutCalls } = services;
  const apis = createApis(services);
  const watch = await watchBeside(services);
  const metrics = await metricsOf(terminal, services);
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
      handOver: async () => terminal.worker?.primary.handOver(),
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

/** The port of the metrics: of this process alone, or that on which the primary process serves those of all workers. */
async function metricsOf(
  { worker, faults }: Terminal,
  services: Services,
): Promise<MetricsPort | undefined> {
  const { metrics } = services;
  if (!worker) return serveMetrics(services, faults);
  const { metricsPort: port } = worker.role;
  if (!metrics || port === undefined) return undefined;
  addState(metrics, services, faults);
  worker.primary.answerMetrics(() => metrics.exported());
  return { port, close: () => undefined };
}

/** Reads the settings again, and replaces what can be replaced while the server runs. */
async function reloadNow(
  terminal: Terminal,
  { log, reload }: Services,
  options: SettingOptions,
): Promise<void> {
  try {
    await reload(withSettings(terminal.environment, options));
  } catch (error) {
    log.error({ err: error }, 'nothing was reloaded');
  }
}
