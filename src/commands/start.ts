import { readConfig, type Config } from '../config.ts';
import { createGraph } from '../graph/yoga.ts';
import { createLog } from '../log.ts';
import { createUpstream } from '../posthog/client.ts';
import { createServer } from '../server.ts';
import { drain } from '../server/drain.ts';
import { listen } from '../server/listen.ts';
import { Readiness } from '../server/readiness.ts';
import type { Terminal } from '../terminal.ts';
import { version } from '../version.ts';
import { banner } from './banner.ts';
import { openSandbox } from './open-sandbox.ts';

/**
 * Serves the API until asked to stop, then lets requests under way finish.
 * @throws ConfigError, ListenError
 */
export async function start(terminal: Terminal): Promise<number> {
  const config = readConfig(terminal.environment);
  if (config.posthogHost !== undefined) {
    await serve(terminal, config, config.posthogHost);
    return 0;
  }
  const sandbox = await openSandbox(config.sandboxPort);
  try {
    await serve(terminal, config, sandbox.url);
    return 0;
  } finally {
    await sandbox.close();
  }
}

async function serve(terminal: Terminal, config: Config, posthogUrl: string): Promise<void> {
  const log = createLog({
    level: config.logLevel,
    secrets: [config.apiKey, config.gatewayToken],
    destination: terminal.logDestination,
  });
  const upstream = createUpstream({ host: posthogUrl, ...config.upstream, version });
  const readiness = new Readiness({ upstream, now: Date.now });
  const server = createServer({
    graph: createGraph({
      upstream,
      apiKey: config.apiKey,
      projectId: config.projectId,
      requestTimeoutMs: config.requestTimeoutMs,
      onUnexpectedError: (error, errorId) => {
        log.error({ err: error, errorId }, 'unexpected error');
      },
    }),
    ready: () => readiness.check(),
    log,
    origins: config,
    gatewayToken: config.gatewayToken,
  });
  try {
    const port = await listen(server, { ...config.listen, setting: 'PORT' });
    terminal.print(banner({ config, port, posthogUrl }));
    const signal = await terminal.stopRequested;
    log.info({ signal }, 'stopping');
    readiness.stop();
    await drain(server, config.shutdownTimeoutMs);
    log.info('stopped');
  } finally {
    await upstream.close();
  }
}
