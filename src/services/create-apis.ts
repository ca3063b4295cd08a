import type { Config } from '../config/config.ts';
import { DocsSite } from '../docs-site/docs-site.ts';
import { WebApp } from '../web-app/web-app.ts';
import { GraphiqlAssets } from '../graphiql/assets.ts';
import type { PublicUrl } from '../http/public-url.ts';
import type { ApiIndex } from '../server/web-pages.ts';
import type { ApiServer } from '../server/api-server.ts';
import { publicAddress } from '../server/public-address.ts';
import { Readiness } from '../server/readiness.ts';
import { createMcpServer, createRestServer, createServer } from '../server/server.ts';
import { lazyMcp } from './lazy-mcp.ts';
import { lazyRest } from './lazy-rest.ts';
import { lazySingleConnection } from './lazy-single-connection.ts';
import { lazyWebSockets } from './lazy-web-sockets.ts';
import { protectedResourceOf } from './protected-resource.ts';
import type { Services } from './services.ts';

/** The HTTP servers of all APIs; none of them listens yet. */
export interface Apis {
  readonly server: ApiServer;
  /** The REST API alone; undefined when `server` has it. */
  readonly rest: ApiServer | undefined;
  /** MCP alone; undefined when `server` has it. */
  readonly mcp: ApiServer | undefined;
  readonly readiness: Readiness;
  /** Number of operations in progress over WebSockets. */
  readonly openOperations: () => number;
  /** Begins to stop: no longer ready, and subscriptions complete. */
  stop(): void;
  /** Ends what is left when no request is in progress any more. */
  close(): Promise<void>;
}

/**
 * Creates the HTTP servers of all APIs over the shared services.
 * @param publicUrl the address of each request, where it is not the configured one or the one the request names
 */
export function createApis(services: Services, publicUrl?: PublicUrl): Apis {
  const { config, log, fastPath, shared } = services;
  const readiness = new Readiness({ upstream: shared.upstream, now: Date.now });
  const address = publicAddress(config);
  const { instrumentation } = shared;
  const links = publicUrl ?? address.publicUrl;
  const resource = protectedResourceOf(config, services.posthogUrl);
  const access = { origins: address.origins, access: services.access, publicUrl: links, resource };
  const guards = { log, instrumentation, ...access, ...limitsOf(services) };
  const rest = lazyRest(services, links);
  const mcp = lazyMcp(services);
  const webSockets = lazyWebSockets(services);
  const server = createServer({
    graph: fastPath,
    streams: lazySingleConnection(services),
    webSockets,
    rest: config.restPort === undefined ? rest : undefined,
    mcp: config.mcpPort === undefined ? mcp : undefined,
    graphiql: config.graphiql ? graphiqlOf(config) : undefined,
    app: config.webApp ? new WebApp(links) : undefined,
    index: indexOf(config),
    docs: config.docs ? new DocsSite(links) : undefined,
    ready: () => readiness.check(),
    store: shared.store,
    ...guards,
  });
  return {
    server,
    rest: config.restPort === undefined ? undefined : createRestServer(rest, guards),
    mcp: config.mcpPort === undefined ? undefined : createMcpServer(mcp, guards),
    readiness,
    openOperations: () => webSockets.size,
    stop() {
      readiness.stop();
      services.stopStreams();
      webSockets.stop();
    },
    close: () => mcp.close(),
  };
}

function limitsOf({ config, load }: Services) {
  const { requestTimeoutMs, keepAliveTimeoutMs, compression } = config;
  const { limit, callerOf } = load;
  return {
    load: limit,
    callerOf,
    compression,
    requestTimeoutMs,
    keepAliveTimeoutMs,
  };
}

/** What the server has, for programs that ask at its root. */
function indexOf(config: Config): ApiIndex {
  const { posthogHost, restPort, mcpPort, graphiql, docs, webApp } = config;
  return {
    mode: posthogHost === undefined ? 'sandbox' : 'posthog',
    links: {
      ...(webApp && { app: './' }),
      graphql: './graphql',
      ...(restPort === undefined && { rest: './v1', openapi: './v1/openapi.json' }),
      ...(mcpPort === undefined && { mcp: './mcp' }),
      ...(graphiql && { graphiql: './graphql' }),
      ...(docs && { docs: './docs' }),
      health: './health',
      ready: './ready',
    },
  };
}

const graphiqlOf = ({ posthogHost, upstream }: Config) =>
  new GraphiqlAssets({ isSandbox: posthogHost === undefined, limits: upstream.budget });
