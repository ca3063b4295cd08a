import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { Refuse } from './active-requests.ts';
import { ApiServer, type ApiServerOptions } from './api-server.ts';
import { expectContinue } from './continue.ts';
import { docsNotFound, docsPages } from './docs-pages.ts';
import { graphiqlFiles, graphiqlPage } from './graphiql-page.ts';
import type { DocsSite } from '../docs-site/docs-site.ts';
import { DOCS_PATH } from '../docs-site/places.ts';
import type { GraphiqlAssets } from '../graphiql/assets.ts';
import { guarded, type Api, type Guards } from './guarded.ts';
import type { Handler } from './handler.ts';
import { MCP_PATH, mcpApi, refuseAsJsonRpc } from './mcp-api.ts';
import { checkMediaType } from './media-type.ts';
import { metadataPaths, protectedResource, type ProtectedResource } from './protected-resource.ts';
import { isPageVisit } from './public-paths.ts';
import { createPublicUrl } from '../http/public-url.ts';
import { unobserved, type Instrumentation } from '../instrumentation/instrumentation.ts';
import { recordOf } from '../instrumentation/request-record.ts';
import { internalServerError, refuse, replyJson } from '../http/reply.ts';
import type { WebSocketHandler } from '../http/web-socket-opening.ts';
import { asksForWebSocket, serveUpgrades } from './upgrades.ts';
import { appFiles, appPage, rootPage, type ApiIndex } from './web-pages.ts';
import { appPageOf } from '../web-app/routes.ts';
import type { WebApp } from '../web-app/web-app.ts';
import { refusalFormat } from './refusal-format.ts';
import { reportRequest, routedTo } from './reported-request.ts';
import { readRequestTarget, refusedPath } from './request-target.ts';
import { isRestPath, refuseAsPostHog, restApi } from './rest-api.ts';
import { storeReport } from './store-report.ts';
import type { SharedStore } from '../shared-store/shared-store.ts';
import type { Report } from './readiness.ts';

/** Options common to all HTTP servers of this process. */
interface CommonParts extends Guards {
  /** Who issues tokens for callers, for clients that look for it; undefined does not say. */
  readonly resource?: ProtectedResource | undefined;
  readonly log: Logger;
  /** Reports requests; without it nothing does. */
  readonly instrumentation?: Instrumentation | undefined;
  /** Milliseconds within which a request, including its body, must have arrived. Default 30,000. */
  readonly requestTimeoutMs?: number;
  /** Milliseconds for which an idle connection stays open. Default 75,000. */
  readonly keepAliveTimeoutMs?: number;
  /** Whether large answers are compressed for clients that accept it. Default true. */
  readonly compression?: boolean;
  /**
   * Milliseconds without progress after which a peer that does not read its response is disconnected. Default 15,000.
   */
  readonly stalledReaderMs?: number;
}

export interface ServerParts extends CommonParts {
  /** The GraphQL API, answering at `/graphql`. */
  readonly graph: Handler;
  /** Several operations over one event stream, at `/graphql/stream`. */
  readonly streams?: Handler;
  /** GraphQL over WebSocket at `/graphql`; undefined when there is none. */
  readonly webSockets?: WebSocketHandler;
  /** The REST API at `/v1`; undefined when it has its own port. */
  readonly rest: Handler | undefined;
  /** The MCP server at `/mcp`; undefined when it has its own port. */
  readonly mcp: Handler | undefined;
  /** The GraphiQL page, for browsers at `/graphql`, and its files; undefined when it is disabled. */
  readonly graphiql: GraphiqlAssets | undefined;
  /** The web app at `/`; undefined when it is disabled, and browsers are then sent to GraphiQL. */
  readonly app?: WebApp | undefined;
  /** What a program finds at `/`. */
  readonly index: ApiIndex;
  /** The documentation at `/docs`; undefined when it is disabled. */
  readonly docs: DocsSite | undefined;
  readonly ready: () => Promise<Report>;
  /** What replicas share; undefined says nothing about it. */
  readonly store?: Pick<SharedStore, 'isShared' | 'status'>;
}

/** Creates an HTTP server for all APIs of the process; it does not listen yet. */
export function createServer(parts: ServerParts): ApiServer {
  const graph = guarded(graphApi(parts.graph), parts);
  const { graphiql, docs, app } = parts;
  const page = graphiql && guarded(pageApi(graphiqlPage(graphiql)), parts);
  const files = Object.entries(graphiql ? graphiqlFiles(graphiql) : {});
  const docsRoutes = Object.entries(docs ? docsPages(docs) : {});
  const appFileRoutes = Object.entries(app ? appFiles(app) : {});
  const visit = app && guarded(pageApi(appPage(app, notFound)), parts);
  const noDocs = docs && guarded(pageApi(docsNotFound(docs)), parts);
  const routes: Readonly<Record<string, Handler>> = {
    '/': guarded(readApi(rootPage(app, parts.index)), parts),
    '/graphql': (request, response, target) =>
      (page && isPageVisit(request, target) ? page : graph)(request, response, target),
    ...(parts.streams && { '/graphql/stream': guarded(streamApi(parts.streams), parts) }),
    ...Object.fromEntries(files.map(([path, file]) => [path, guarded(readApi(file), parts)])),
    ...Object.fromEntries(docsRoutes.map(([path, one]) => [path, guarded(pageApi(one), parts)])),
    ...Object.fromEntries(appFileRoutes.map(([path, one]) => [path, guarded(pageApi(one), parts)])),
    ...metadataRoutes(parts),
    '/health': guarded(readApi(sayUp), parts),
    '/ready': guarded(readApi(sayReady(parts)), parts),
    ...(parts.mcp && { [MCP_PATH]: guarded(mcpApi(parts.mcp), parts) }),
  };
  const rest = parts.rest && guarded(restApi(parts.rest), parts);
  const { webSockets } = parts;
  const server = serve(
    { ...parts, ...(webSockets && { asksForUpgrade: asksForWebSocket }) },
    (request) => refusalFormat(refusedPath(request), parts),
    (request, response, target) => {
      const { path } = target;
      const known = Object.hasOwn(routes, path) ? routes[path] : undefined;
      if (known) routedTo(request, path);
      if (known) return known(request, response, target);
      if (isRestPath(path) && rest) return rest(request, response, target);
      if (path.startsWith(`${DOCS_PATH}/`) && noDocs) return noDocs(request, response, target);
      const page = appPageOf(path);
      if (visit && page !== undefined) routedTo(request, page);
      const isForApp = page !== undefined || isPageVisit(request, target);
      return (visit && isForApp ? visit : notFound)(request, response, target);
    },
  );
  if (webSockets) serveUpgrades(server, { ...parts, webSockets, path: '/graphql' });
  return server;
}

/** Creates an HTTP server for the REST API alone; it does not listen yet. */
export function createRestServer(rest: Handler, parts: CommonParts): ApiServer {
  return serve(parts, () => refuseAsPostHog, guarded(restApi(rest), parts));
}

/** Creates an HTTP server for MCP alone; it does not listen yet. */
export function createMcpServer(mcp: Handler, parts: CommonParts): ApiServer {
  const routes: Readonly<Record<string, Handler>> = {
    [MCP_PATH]: guarded(mcpApi(mcp), parts),
    ...metadataRoutes(parts),
  };
  return serve(
    parts,
    () => refuseAsJsonRpc,
    (request, response, target) => {
      const handle = Object.hasOwn(routes, target.path) ? routes[target.path] : undefined;
      if (handle) {
        routedTo(request, target.path);
        return handle(request, response, target);
      }
      const message = `Not found. MCP is at ${MCP_PATH}.`;
      return refuseAsJsonRpc(response, { status: 404, code: 'NOT_FOUND', message });
    },
  );
}

/** Creates an HTTP server for metrics alone; it does not listen yet. */
export function createMetricsServer(metrics: Handler, parts: CommonParts): ApiServer {
  const handle = guarded(readApi(metrics), parts);
  return serve(
    parts,
    () => refuse,
    (request, response, target) => {
      if (target.path === METRICS_PATH) return handle(request, response, target);
      const message = `Not found. Metrics are at ${METRICS_PATH}.`;
      return refuse(response, { status: 404, code: 'NOT_FOUND', message });
    },
  );
}

/**
 * Creates an HTTP server of this process. It parses the URL of each request once and refuses ambiguous ones
 * before any other code sees them. Every response has time limits, security headers and the id of its
 * request, and is reported,
 * and a failing handler is answered with an error.
 * @param refuseFor returns the refusal format of a request's API
 */
function serve(
  {
    log,
    instrumentation = unobserved,
    requestTimeoutMs,
    keepAliveTimeoutMs,
    compression,
    stalledReaderMs,
    asksForUpgrade,
  }: CommonParts & Pick<ApiServerOptions, 'asksForUpgrade'>,
  refuseFor: (request: IncomingMessage) => Refuse,
  handle: Handler,
): ApiServer {
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const target = readRequestTarget(request);
    const refused = 'status' in target;
    const path = refused ? refusedPath(request) : target.path;
    reportRequest(instrumentation, request, response, path);
    try {
      if (refused) refuseFor(request)(response, target);
      else await handle(request, response, target);
    } catch (error) {
      answerFailure(log, error, response, refuseFor(request));
    }
  };
  const server = new ApiServer({
    requestTimeoutMs,
    keepAliveTimeoutMs,
    compression,
    stalledReaderMs,
    asksForUpgrade,
    refuseFor,
    answer: (request, response) => void answer(request, response),
  });
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    expectContinue(response);
    server.emit('request', request, response);
  });
  return server;
}

/**
 * Answers a request whose handler failed with an error that has the id of its log entry, unless a response has begun.
 */
function answerFailure(
  log: Logger,
  error: unknown,
  response: ServerResponse,
  refuseAs: Refuse,
): void {
  // The server has already answered, or the caller has left, while the handler was running.
  if (response.writableEnded || response.destroyed) return;
  const errorId = randomUUID();
  const requestId = recordOf(response.req)?.id;
  log.error({ err: error, errorId, requestId }, 'unexpected error');
  if (response.headersSent) {
    response.destroy();
    return;
  }
  refuseAs(response, internalServerError(errorId));
}

/** The OAuth metadata of this server, which anybody may read. */
function metadataRoutes(parts: CommonParts): Readonly<Record<string, Handler>> {
  const { resource, publicUrl = createPublicUrl(undefined) } = parts;
  if (!resource) return {};
  const handle = guarded(readApi(protectedResource(resource, publicUrl)), parts);
  return Object.fromEntries(metadataPaths.map((path) => [path, handle]));
}

const METRICS_PATH = '/metrics';

/** An API that is read with GET and does not allow CORS. */
const readApi = (handle: Handler): Api => ({ handle, refuse, methods: ['GET', 'HEAD'] });

/** A page without data: a browser that follows a link from another site sends no token. */
const pageApi = (handle: Handler): Api => ({ ...readApi(handle), holdsNoData: true });

const graphApi = (handle: Handler): Api => ({
  handle,
  refuse,
  methods: ['GET', 'POST'],
  cors: {
    methods: 'GET, POST',
    requestHeaders: 'cache-control, if-none-match',
    exposed: 'etag, retry-after, x-request-id',
  },
  check: checkMediaType,
});

const streamApi = (handle: Handler): Api => ({
  ...graphApi(handle),
  methods: ['GET', 'POST', 'PUT', 'DELETE'],
  cors: {
    methods: 'GET, POST, PUT, DELETE',
    requestHeaders: 'x-graphql-event-stream-token',
    exposed: 'x-request-id',
  },
});

const notFound: Handler = (_, response) => {
  const message = 'Not found. The APIs are at /graphql, /v1 and /mcp, the documentation at /docs.';
  refuse(response, { status: 404, code: 'NOT_FOUND', message });
};

const sayUp: Handler = (_, response) => {
  replyJson(response, 200, { status: 'up' });
};

/**
 * Says whether requests can be served. Without the store of the replicas they can, with less: the answer is then
 * `degraded`.
 */
function sayReady({ ready, log, store }: ServerParts): Handler {
  return async (_, response) => {
    const sharedStore = store && storeReport(store);
    try {
      const { ok, reason, circuit } = await ready();
      const degraded = sharedStore?.status === 'down' && { degraded: true };
      const body = ok ? { ready: true, ...degraded } : { ready: false, reason };
      replyJson(response, ok ? 200 : 503, { ...body, circuit, sharedStore });
    } catch (error) {
      log.error({ err: error }, 'readiness check failed');
      const reason = 'The check itself failed.';
      replyJson(response, 503, { ready: false, reason, sharedStore });
    }
  };
}
