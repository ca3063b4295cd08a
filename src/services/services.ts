import type { DestinationStream, Logger } from 'pino';
import { readConfig, type Config, type Environment } from '../config/config.ts';
import type { UnexpectedErrorLog } from '../graph/http/mask-error.ts';
import { createFastPath, type FastPath } from '../graph/http/fast-path/fast-path.ts';
import { createGraph } from '../graph/server.ts';
import { createLog } from '../log/log.ts';
import { createUpstream, type Upstream } from '../posthog/client.ts';
import { version } from '../version.ts';
import { persistedOperations } from './persisted-operations.ts';

/** What the services take from the process they run in. */
export interface ServicesEnvironment {
  readonly environment: Environment;
  readonly logDestination: DestinationStream;
}

/** Shared services every API (GraphQL, REST, MCP) is built from. */
export interface Services {
  readonly config: Config;
  readonly log: Logger;
  /** The PostHog served: the sandbox's address when POSTHOG_HOST is unset. */
  readonly posthogUrl: string;
  readonly graph: ReturnType<typeof createGraph>;
  /** The fast path to it, for Node's HTTP server. */
  readonly fastPath: FastPath;
  /** Completes subscriptions, so that connections can end. */
  readonly stopStreams: () => void;
  /** Makes every call to PostHog fail, so that what still waits for one is answered. */
  readonly cutCalls: () => void;
  /** What the APIs have in common. */
  readonly shared: {
    readonly upstream: Upstream;
    readonly apiKey: string | undefined;
    readonly projectId: string;
    readonly requestTimeoutMs: number;
    readonly onUnexpectedError: UnexpectedErrorLog;
  };
}

/**
 * Creates the shared services, runs the command, then disposes of them.
 * @param read makes the command's configuration of its environment
 * @throws ConfigError, ListenError
 */
export async function withServices(
  { environment, logDestination }: ServicesEnvironment,
  run: (services: Services) => Promise<void>,
  read: (environment: Environment) => Config = readConfig,
): Promise<void> {
  const config = read(environment);
  const log = createLog({
    level: config.logLevel,
    secrets: [config.apiKey, config.gatewayToken],
    destination: logDestination,
  });
  if (config.posthogHost !== undefined) {
    await onPostHog(config, log, { url: config.posthogHost }, run);
    return;
  }
  // Only now: whoever serves a PostHog of their own does not wait for the embedded one to be loaded.
  const { createSandbox } = await import('../sandbox/sandbox.ts');
  const { openSandbox } = await import('./open-sandbox.ts');
  const { sandboxPort: port, allowedHosts = [] } = config;
  const sandbox = await openSandbox(port, () =>
    createSandbox({
      port,
      allowedHosts,
      onFailure: (error) => {
        log.error({ err: error }, 'unexpected error in the sandbox');
      },
    }),
  );
  try {
    await onPostHog(config, log, sandbox, run);
  } finally {
    await sandbox.close();
  }
}

interface PostHogServed {
  readonly url: string;
  /** Its clock, where that can differ from this machine's: the sandbox's is moved by control calls. */
  readonly now?: () => Date;
}

async function onPostHog(
  config: Config,
  log: Logger,
  posthog: PostHogServed,
  run: (services: Services) => Promise<void>,
): Promise<void> {
  const { apiKey, projectId, requestTimeoutMs } = config;
  const upstream = createUpstream({
    host: posthog.url,
    ...config.upstream,
    version,
    onAbandonedWrite: (write) => {
      log.warn(write, 'nobody waited for the answer of a write: whether it happened is not known');
    },
  });
  const onUnexpectedError: UnexpectedErrorLog = (error, errorId) => {
    log.error({ err: error, errorId }, 'unexpected error');
  };
  const shared = { upstream, apiKey, projectId, requestTimeoutMs, onUnexpectedError };
  const stopping = new AbortController();
  const graph = createGraph({
    ...shared,
    ...(posthog.now && { now: posthog.now }),
    fastPath: config.fastPath,
    stopping: stopping.signal,
    persisted: persistedOperations(config),
  });
  const stopStreams = () => {
    stopping.abort();
  };
  const cutCalls = () => {
    upstream.cut();
  };
  const fastPath = createFastPath({ yoga: graph, upstream, apiKey, pieces: config.fastPath });
  try {
    const { url: posthogUrl } = posthog;
    await run({ config, log, posthogUrl, graph, fastPath, stopStreams, cutCalls, shared });
  } finally {
    await upstream.close();
  }
}
