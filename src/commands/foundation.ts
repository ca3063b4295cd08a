import type { Logger } from 'pino';
import { readConfig, type Config } from '../config.ts';
import type { UnexpectedErrorLog } from '../graph/mask-error.ts';
import { createFront, type Front } from '../graph/front/front.ts';
import { createGraph } from '../graph/yoga.ts';
import { createLog } from '../log.ts';
import { createUpstream, type Upstream } from '../posthog/client.ts';
import type { Terminal } from '../terminal.ts';
import { version } from '../version.ts';
import { persistedOperations } from './persisted.ts';

/** What every door of this product stands on. */
export interface Foundation {
  readonly config: Config;
  readonly log: Logger;
  /** The PostHog served: the sandbox's address when POSTHOG_HOST is unset. */
  readonly posthogUrl: string;
  readonly graph: ReturnType<typeof createGraph>;
  /** The short way into it, for Node's HTTP server. */
  readonly front: Front;
  /** Completes subscriptions, so that connections can end. */
  readonly stopStreams: () => void;
  /** What the doors have in common. */
  readonly shared: {
    readonly upstream: Upstream;
    readonly apiKey: string | undefined;
    readonly projectId: string;
    readonly requestTimeoutMs: number;
    readonly onUnexpectedError: UnexpectedErrorLog;
  };
}

/**
 * Lays the foundation, runs what stands on it, and clears away when that is over.
 * @param configure what the command changes of the environment's configuration
 * @throws ConfigError, ListenError
 */
export async function onFoundation(
  terminal: Terminal,
  run: (foundation: Foundation) => Promise<void>,
  configure: (config: Config) => Config = (config) => config,
): Promise<void> {
  const config = configure(readConfig(terminal.environment));
  const log = createLog({
    level: config.logLevel,
    secrets: [config.apiKey, config.gatewayToken],
    destination: terminal.logDestination,
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
  run: (foundation: Foundation) => Promise<void>,
): Promise<void> {
  const { apiKey, projectId, requestTimeoutMs } = config;
  const upstream = createUpstream({ host: posthog.url, ...config.upstream, version });
  const onUnexpectedError: UnexpectedErrorLog = (error, errorId) => {
    log.error({ err: error, errorId }, 'unexpected error');
  };
  const shared = { upstream, apiKey, projectId, requestTimeoutMs, onUnexpectedError };
  const stopping = new AbortController();
  const graph = createGraph({
    ...shared,
    ...(posthog.now && { now: posthog.now }),
    stopping: stopping.signal,
    persisted: persistedOperations(config),
  });
  const stopStreams = () => {
    stopping.abort();
  };
  const front = createFront({ yoga: graph, upstream, apiKey });
  try {
    await run({ config, log, posthogUrl: posthog.url, graph, front, stopStreams, shared });
  } finally {
    await upstream.close();
  }
}
