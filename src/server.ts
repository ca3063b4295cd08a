import { createServer as createHttpServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { Reachability } from './posthog/client.ts';
import { expectContinue } from './server/continue.ts';
import { guarded, type Api, type Guards } from './server/guarded.ts';
import type { Handler } from './server/handler.ts';
import { MCP_PATH, mcpApi, refuseAsJsonRpc } from './server/mcp-door.ts';
import { checkMediaType } from './server/media-type.ts';
import { isPageVisit } from './server/public-paths.ts';
import { refuse, replyJson, type Refusal } from './server/reply.ts';
import { logRequest } from './server/request-log.ts';
import { readRequestTarget, refusedPath } from './server/request-target.ts';
import { isRestPath, refuseAsPostHog, restApi } from './server/rest-door.ts';
import { setSecurityHeaders } from './server/security-headers.ts';

export interface ServerParts extends Guards {
  /** The GraphQL API, answering at `/graphql`. */
  readonly graph: Handler;
  /** The REST API at `/v1`; undefined when it has a port of its own. */
  readonly rest: Handler | undefined;
  /** The MCP server at `/mcp`; undefined when it has a port of its own. */
  readonly mcp: Handler | undefined;
  readonly ready: () => Promise<Reachability>;
  readonly log: Logger;
}

/** Every API of the process on one HTTP server, which does not listen yet. */
export function createServer(parts: ServerParts): Server {
  const routes: Readonly<Record<string, Handler>> = {
    '/': guarded(readApi(redirectToGraph), parts),
    '/graphql': guarded(graphApi(parts.graph), parts),
    '/health': guarded(readApi(sayUp), parts),
    '/ready': guarded(readApi(sayReady(parts)), parts),
    ...(parts.mcp && { [MCP_PATH]: guarded(mcpApi(parts.mcp), parts) }),
  };
  const rest = parts.rest && guarded(restApi(parts.rest), parts);
  return serve(
    parts.log,
    (request, response, target) => {
      const { path } = target;
      const known = Object.hasOwn(routes, path) ? routes[path] : undefined;
      const handle = known ?? (isRestPath(path) ? rest : undefined);
      if (handle) return handle(request, response, target);
      const message = 'Nothing here. The APIs are at /graphql, /v1 and /mcp.';
      return refuse(response, { status: 404, code: 'NOT_FOUND', message });
    },
    (request, response, refusal) => {
      // What was sent decides on the form of the refusal and on nothing else.
      const isForRest = parts.rest !== undefined && isRestPath(refusedPath(request));
      (isForRest ? refuseAsPostHog : refuse)(response, refusal);
    },
  );
}

/** The REST API alone on an HTTP server, which does not listen yet. */
export function createRestServer(rest: Handler, parts: Guards & Pick<ServerParts, 'log'>): Server {
  return serve(parts.log, guarded(restApi(rest), parts), (_, response, refusal) => {
    refuseAsPostHog(response, refusal);
  });
}

/** The MCP server alone on an HTTP server, which does not listen yet. */
export function createMcpServer(mcp: Handler, parts: Guards & Pick<ServerParts, 'log'>): Server {
  const handle = guarded(mcpApi(mcp), parts);
  return serve(
    parts.log,
    (request, response, target) => {
      if (target.path === MCP_PATH) return handle(request, response, target);
      const message = `Nothing here. MCP is at ${MCP_PATH}.`;
      return refuseAsJsonRpc(response, { status: 404, code: 'NOT_FOUND', message });
    },
    (_, response, refusal) => {
      refuseAsJsonRpc(response, refusal);
    },
  );
}

/**
 * An HTTP server of this process: it reads the address of each request once, refuses what could be
 * read in two ways before anything else sees it, and gives every answer safe headers and a line in
 * the log.
 */
function serve(
  log: Logger,
  handle: Handler,
  refuseAddress: (request: IncomingMessage, response: ServerResponse, refusal: Refusal) => void,
): Server {
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    const target = readRequestTarget(request);
    const refused = 'status' in target;
    setSecurityHeaders(response, !refused && isPageVisit(request, target));
    logRequest(log, request, response, refused ? refusedPath(request) : target.path);
    if (refused) refuseAddress(request, response, target);
    else handle(request, response, target);
  };
  const server = createHttpServer(answer);
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    expectContinue(response);
    answer(request, response);
  });
  return server;
}

/** What is read with GET and takes no part in CORS. */
const readApi = (handle: Handler): Api => ({ handle, refuse, methods: ['GET', 'HEAD'] });

const graphApi = (handle: Handler): Api => ({
  handle,
  refuse,
  methods: ['GET', 'POST'],
  cors: { methods: 'GET, POST' },
  check: checkMediaType,
});

const redirectToGraph: Handler = (_, response) =>
  response.writeHead(302, { location: '/graphql' }).end();

const sayUp: Handler = (_, response) => {
  replyJson(response, 200, { status: 'up' });
};

function sayReady({ ready, log }: ServerParts): Handler {
  return async (_, response) => {
    try {
      const { ok, reason } = await ready();
      replyJson(response, ok ? 200 : 503, ok ? { ready: true } : { ready: false, reason });
    } catch (error) {
      log.error({ err: error }, 'readiness check failed');
      replyJson(response, 503, { ready: false, reason: 'The check itself failed.' });
    }
  };
}
