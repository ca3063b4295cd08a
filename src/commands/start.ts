import type { Server } from 'node:http';
import type { Logger } from 'pino';
import { readConfig, type Config } from '../config.ts';
import { createGraph } from '../graph/yoga.ts';
import { createLog } from '../log.ts';
import { createUpstream } from '../posthog/client.ts';
import { createRest } from '../rest/door.ts';
import { createSandbox } from '../sandbox/sandbox.ts';
import { createRestServer, createServer } from '../server.ts';
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
  const log = createLog({
    level: config.logLevel,
    secrets: [config.apiKey, config.gatewayToken],
    destination: terminal.logDestination,
  });
  if (config.posthogHost !== undefined) {
    await serve(terminal, config, log, { url: config.posthogHost });
    return 0;
  }
  const { sandboxPort: port } = config;
  const sandbox = await openSandbox(port, () =>
    createSandbox({
      port,
      onFailure: (error) => {
        log.error({ err: error }, 'unexpected error in the sandbox');
      },
    }),
  );
  try {
    await serve(terminal, config, log, sandbox);
    return 0;
  } finally {
    await sandbox.close();
  }
}

interface PostHogServed {
  readonly url: string;
  /** Its clock, where that can differ from this machine's: the sandbox's is moved by control calls. */
  readonly now?: () => Date;
}

async function serve(
  terminal: Terminal,
  config: Config,
  log: Logger,
  posthog: PostHogServed,
): Promise<void> {
  const upstream = createUpstream({ host: posthog.url, ...config.upstream, version });
  const readiness = new Readiness({ upstream, now: Date.now });
  const shared = {
    upstream,
    apiKey: config.apiKey,
    requestTimeoutMs: config.requestTimeoutMs,
    onUnexpectedError: (error: unknown, errorId: string) => {
      log.error({ err: error, errorId }, 'unexpected error');
    },
  };
  const guards = { log, origins: config, gatewayToken: config.gatewayToken };
  const rest = createRest(shared);
  const { host } = config.listen;
  const server = createServer({
    graph: createGraph({
      ...shared,
      projectId: config.projectId,
      ...(posthog.now && { now: posthog.now }),
    }),
    rest: config.restPort === undefined ? rest : undefined,
    ready: () => readiness.check(),
    ...guards,
  });
  const open: Server[] = [];
  try {
    open.push(server);
    const port = await listen(server, { ...config.listen, setting: 'PORT' });
    let restPort = port;
    if (config.restPort !== undefined) {
      const restServer = createRestServer(rest, guards);
      open.push(restServer);
      restPort = await listen(restServer, { host, port: config.restPort, setting: 'REST_PORT' });
    }
    terminal.print(banner({ config, port, restPort, posthogUrl: posthog.url }));
    const signal = await terminal.stopRequested;
    log.info({ signal }, 'stopping');
    readiness.stop();
    await Promise.all(open.map((one) => drain(one, config.shutdownTimeoutMs)));
    log.info('stopped');
  } finally {
    // After a port that could not be opened, the others must not keep the process alive.
    for (const one of open) one.close();
    await upstream.close();
  }
}
