import type { Logger } from 'pino';
import { readConfig, type Config, type Environment } from '../config/config.ts';
import type { UnexpectedErrorLog } from '../graph/http/mask-error.ts';
import { createFastPath, type FastPath } from '../graph/http/fast-path/fast-path.ts';
import { createGraph } from '../graph/server.ts';
import type { Instrumentation } from '../instrumentation/instrumentation.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { createUpstream, type Upstream } from '../posthog/client.ts';
import type { SharedStore } from '../shared-store/shared-store.ts';
import { version } from '../version.ts';
import type { WorkerRole } from '../workers/role.ts';
import type { Access } from '../access/access.ts';
import { createLoad, type Load } from './load.ts';
import { accessRules } from './access-rules.ts';
import { openAccess } from './open-access.ts';
import { reload } from './reload.ts';
import { logCircuit } from './log-circuit.ts';
import type { LogOutput } from './log-format.ts';
import { startObservers } from './observers.ts';
import { openAudit, type Audit } from './open-audit.ts';
import { openLog, warnOfMisnamed } from './open-log.ts';
import { openMetrics } from './open-metrics.ts';
import { startSandbox, type SandboxData } from './open-sandbox.ts';
import { openStore } from './open-store.ts';
import { persistedOperations } from './persisted-operations.ts';

/** What the services need from their process. */
export interface ServicesEnvironment extends LogOutput {
  readonly environment: Environment;
  /** Texts that are removed from the log, to which those of the configuration are added; by default only these. */
  readonly secrets?: Set<string>;
}

/** How a command differs from the others in what it needs. */
export interface ServicesOptions {
  /** Reads the configuration from the environment. */
  readonly read?: (environment: Environment) => Config;
  /** The data of the sandbox, where one is started. */
  readonly sandbox?: SandboxData;
  /** What this process is as one of several workers; undefined for one that serves alone. */
  readonly worker?: WorkerRole | undefined;
}

/** Shared services every API (GraphQL, REST, MCP) is built from. */
export interface Services {
  readonly config: Config;
  readonly log: Logger;
  /** Base URL of PostHog; the sandbox's when POSTHOG_HOST is unset. */
  readonly posthogUrl: string;
  readonly graph: ReturnType<typeof createGraph>;
  /** The fast path for GraphQL, for Node's HTTP server. */
  readonly fastPath: FastPath;
  /** The bound of requests and operations in progress, and their callers' shares of it. */
  readonly load: Load;
  /** What is measured; undefined where metrics are not configured. */
  readonly metrics: Metrics | undefined;
  /** Aborts when the process stops. */
  readonly stopping: AbortSignal;
  /** Completes subscriptions, so that connections can end. */
  readonly stopStreams: () => void;
  /** Makes every call to PostHog fail, so that requests waiting for one get a response. */
  readonly cutCalls: () => void;
  /** Admits callers. */
  readonly access: Access;
  /** Reloads what can be replaced while the server runs, from the environment as it is now. Problems are logged. */
  readonly reload: (environment: Environment) => Promise<void>;
  /** Options common to all APIs. */
  readonly shared: {
    readonly upstream: Upstream;
    /** What replicas of this server share. */
    readonly store: SharedStore;
    readonly apiKey: string | undefined;
    readonly projectId: string;
    readonly requestTimeoutMs: number;
    readonly onUnexpectedError: UnexpectedErrorLog;
    readonly instrumentation: Instrumentation;
  };
}

/**
 * Creates the shared services, runs the command, then disposes of them.
 * @throws ConfigError, ListenError
 */
export async function withServices(
  { environment, secrets = new Set(), ...output }: ServicesEnvironment,
  run: (services: Services) => Promise<void>,
  { read = readConfig, sandbox: data = {}, worker }: ServicesOptions = {},
): Promise<void> {
  const config = read(environment);
  const log = await openLog(config, { environment, secrets, ...output, worker: worker?.number });
  // The primary process says it for all workers.
  if (!worker) warnOfMisnamed(environment, log);
  const audit = await openAudit(config, { log, logDestination: output.logDestination, secrets });
  try {
    await onConfiguredPostHog({ config, log, audit, data, secrets, read, worker }, run);
  } finally {
    await audit?.close();
  }
}

/** What the services are created from. */
interface Parts {
  readonly config: Config;
  readonly log: Logger;
  readonly audit: Audit | undefined;
  readonly data: SandboxData;
  /** Texts that are removed from the log. */
  readonly secrets: Set<string>;
  readonly read: (environment: Environment) => Config;
  readonly worker: WorkerRole | undefined;
}

/** Uses the PostHog of the configuration, or else starts a sandbox. */
async function onConfiguredPostHog(
  parts: Parts,
  run: (services: Services) => Promise<void>,
): Promise<void> {
  const { config, log, data, worker } = parts;
  if (config.posthogHost !== undefined) {
    await onPostHog(parts, { url: config.posthogHost }, run);
    return;
  }
  if (worker?.sandbox) {
    const { url, clockAheadMs } = worker.sandbox;
    await onPostHog(parts, { url, now: () => new Date(Date.now() + clockAheadMs) }, run);
    return;
  }
  const sandbox = await startSandbox(config, data, log);
  try {
    await onPostHog(parts, sandbox, run);
  } finally {
    await sandbox.close();
  }
}

interface PostHogServed {
  readonly url: string;
  /** PostHog's clock, if it may differ from this machine's: control calls can set the sandbox's. */
  readonly now?: () => Date;
}

async function onPostHog(
  { config, log, audit, secrets, read, worker }: Parts,
  posthog: PostHogServed,
  run: (services: Services) => Promise<void>,
): Promise<void> {
  const { projectId, requestTimeoutMs } = config;
  const persisted = persistedOperations(config);
  const rules = await accessRules(config);
  const store = await openStore(config, log);
  const { access, close: closeAccess } = await openAccess(config, rules, {
    store,
    log,
    isKnown: (key) => upstream.knows({ apiKey: key }),
  });
  const { keyOfOthers: apiKey } = access;
  const metrics = await openMetrics(config, persisted.manifest, worker?.number);
  const others = [metrics?.observer, audit?.observer].filter((one) => one !== undefined);
  const observers = await startObservers(config, log, posthog.url, others);
  const { instrumentation } = observers;
  const upstream = createUpstream({
    host: posthog.url,
    ...config.upstream,
    grants: access,
    requestTimeoutMs,
    store,
    version,
    instrumentation,
    onCircuit: logCircuit(log),
    onAbandonedWrite: (write) => {
      log.warn(
        write,
        'no caller was left to receive the response to a write: whether the change was made is unknown',
      );
    },
    onMalformedValue: ({ message, ...value }) => {
      log.warn(value, message);
    },
  });
  const onUnexpectedError: UnexpectedErrorLog = (error, errorId, requestId) => {
    log.error({ err: error, errorId, requestId }, 'unexpected error');
  };
  const shared = {
    upstream,
    store,
    apiKey,
    projectId,
    requestTimeoutMs,
    onUnexpectedError,
    instrumentation,
  };
  const stopping = new AbortController();
  const graph = createGraph({
    ...shared,
    ...(posthog.now && { now: posthog.now }),
    fastPath: config.fastPath,
    subgraphPrefix: config.subgraphPrefix,
    pages: config.posthogHost,
    stopping: stopping.signal,
    persisted,
    mayIntrospect: (key) => config.introspection && access.mayIntrospect(key),
    onPollingAlone: (isAlone) => {
      if (isAlone) log.warn('subscriptions are polled by this replica alone until Redis is back');
      else log.info('subscriptions are polled by one replica for all again');
    },
  });
  const stopStreams = () => {
    stopping.abort();
  };
  const cutCalls = () => {
    upstream.cut();
  };
  const reloaded = { first: config, access, persisted: graph.held.persisted, secrets, log };
  const fastPath = createFastPath({ yoga: graph, upstream, apiKey, pieces: config.fastPath });
  try {
    const { url: posthogUrl } = posthog;
    const { signal } = stopping;
    await run({
      config,
      log,
      posthogUrl,
      graph,
      fastPath,
      metrics,
      load: createLoad(config.maxActiveRequests, upstream, apiKey),
      stopping: signal,
      stopStreams,
      cutCalls,
      access,
      reload: (environment) => reload(reloaded, () => read(environment)),
      shared,
    });
  } finally {
    await upstream.close();
    closeAccess();
    await store.close();
    await observers.stop();
  }
}
