import type { Logger } from 'pino';
import { readConfig, type Config, type Environment } from '../../config/config.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { openLog, warnOfMisnamed } from '../../services/open-log.ts';
import { startSandbox, type SandboxData } from '../../services/open-sandbox.ts';
import type { WorkerPool } from '../../workers/worker-pool.ts';
import type { Terminal } from '../terminal.ts';

/** Beyond the times of the settings: for what a worker does after its last answer. */
const LAST_WORK_MS = 15_000;

/**
 * Serves the API by several processes until this one is asked to stop. This process passes on connections and signals,
 * replaces workers that end, and has what there is once: the banner, the port of the metrics, and the sandbox.
 * @returns the exit code; undefined, and nothing is done, where one process is to serve
 * @throws ConfigError, ListenError
 */
export async function serveByWorkers(
  terminal: Terminal,
  environment: Environment,
  data: SandboxData,
): Promise<number | undefined> {
  const config = readConfig(environment);
  if (config.workers === 1) return undefined;
  const { logDestination, logIsTerminal = false, secrets = new Set() } = terminal;
  const log = await openLog(config, { environment, secrets, logDestination, logIsTerminal });
  warnOfMisnamed(environment, log);
  const sandbox =
    config.posthogHost === undefined ? await startSandbox(config, data, log) : undefined;
  try {
    return await startWorkers(terminal, config, log, sandbox);
  } finally {
    await sandbox?.close();
  }
}

async function startWorkers(
  terminal: Terminal,
  config: Config,
  log: Logger,
  sandbox: Sandbox | undefined,
): Promise<number> {
  // Only now: without workers, what starts them would be loaded for nothing.
  const { WorkerPool } = await import('../../workers/worker-pool.ts');
  const { logDestination, logIsTerminal = false } = terminal;
  let pool: WorkerPool | undefined;
  let printed: string | undefined;
  const metrics = await openMetrics(terminal, config, log, () => pool);
  try {
    pool = new WorkerPool({
      count: config.workers,
      role: () => ({ metricsPort: metrics?.port, sandbox: sandbox && roleOf(sandbox) }),
      log,
      onLine: logIsTerminal ? undefined : (line) => logDestination.write(line),
      onListening(banner) {
        // With port 0, the ports are others when all workers ended at once.
        if (banner !== printed) terminal.print(banner);
        printed = banner;
      },
      stopWithinMs: 2 * config.shutdownDelayMs + config.shutdownTimeoutMs + LAST_WORK_MS,
    });
    return await untilStopped(terminal, pool);
  } finally {
    metrics?.close();
  }
}

async function untilStopped(terminal: Terminal, pool: WorkerPool): Promise<number> {
  const endReloads = terminal.onReload?.(() => {
    pool.reload();
    return Promise.resolve();
  });
  // A worker that is not on a terminal would take SIGHUP for the wish to reload.
  void terminal.stopRequested.then((signal) => pool.stop(signal === 'SIGINT' ? signal : 'SIGTERM'));
  const exitCode = await pool.ended;
  endReloads?.();
  return exitCode;
}

const roleOf = (sandbox: Sandbox) => ({
  url: sandbox.url,
  clockAheadMs: sandbox.now().getTime() - Date.now(),
});

/** The port of the metrics of all workers; undefined where it is not configured. */
async function openMetrics(
  { faults }: Terminal,
  config: Config,
  log: Logger,
  pool: () => WorkerPool | undefined,
) {
  if (!config.metrics) return undefined;
  const { MetricsOfWorkers } = await import('../../metrics/metrics-of-workers.ts');
  const { openMetricsPort } = await import('../../services/metrics-port.ts');
  const metrics = new MetricsOfWorkers({
    faults,
    workers: () => pool()?.sample() ?? { configured: config.workers, listening: 0, restarts: 0 },
    ofWorkers: async () => (await pool()?.metrics()) ?? [],
  });
  return openMetricsPort(config, log, metrics);
}
