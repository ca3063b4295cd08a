import { createServer as createHttpServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { Reachability } from './posthog/client.ts';
import { applyCors } from './server/cors.ts';
import { checkGatewayToken } from './server/gateway-token.ts';
import { guardedMcp, MCP_PATH, refuseAsJsonRpc } from './server/mcp-door.ts';
import { checkMediaType } from './server/media-type.ts';
import { checkOrigin, type OriginPolicy } from './server/origin.ts';
import { refuse, replyJson } from './server/reply.ts';
import { logRequest } from './server/request-log.ts';
import { guardedRest, isRestPath } from './server/rest-door.ts';
import { setSecurityHeaders } from './server/security-headers.ts';

/** Answers a request; a promise it returns never rejects. */
type Door = (request: IncomingMessage, response: ServerResponse) => unknown;

export interface ServerParts {
  /** The GraphQL API, answering at `/graphql`. */
  readonly graph: Door;
  /** The REST API at `/v1`; undefined when it has a port of its own. */
  readonly rest: Door | undefined;
  /** The MCP server at `/mcp`; undefined when it has a port of its own. */
  readonly mcp: Door | undefined;
  readonly ready: () => Promise<Reachability>;
  readonly log: Logger;
  readonly origins: OriginPolicy;
  /** Secret asked of callers of the APIs; undefined asks for none. */
  readonly gatewayToken: string | undefined;
}

/** Every door of the process on one HTTP server, which does not listen yet. */
export function createServer(parts: ServerParts): Server {
  const doors: Readonly<Record<string, Door>> = {
    '/': reading((_, response) => response.writeHead(302, { location: '/graphql' }).end()),
    '/graphql': graphDoor(parts),
    '/health': reading((_, response) => {
      replyJson(response, 200, { status: 'up' });
    }),
    '/ready': reading(readyDoor(parts)),
    ...(parts.mcp && { [MCP_PATH]: guardedMcp(parts.mcp, parts) }),
  };
  const rest = parts.rest && guardedRest(parts.rest, parts);
  return createDoorServer(parts.log, (request, response) => {
    const path = pathOf(request);
    const door = Object.hasOwn(doors, path) ? doors[path] : isRestPath(path) ? rest : undefined;
    if (door) return door(request, response);
    const message = 'Nothing here. The APIs are at /graphql, /v1 and /mcp.';
    return refuse(response, { status: 404, code: 'NOT_FOUND', message });
  });
}

/** The REST API alone on an HTTP server, which does not listen yet. */
export function createRestServer(
  rest: Door,
  parts: Pick<ServerParts, 'log' | 'origins' | 'gatewayToken'>,
): Server {
  return createDoorServer(parts.log, guardedRest(rest, parts));
}

/** The MCP server alone on an HTTP server, which does not listen yet. */
export function createMcpServer(
  mcp: Door,
  parts: Pick<ServerParts, 'log' | 'origins' | 'gatewayToken'>,
): Server {
  const guarded = guardedMcp(mcp, parts);
  return createDoorServer(parts.log, (request, response) => {
    if (pathOf(request) === MCP_PATH) return guarded(request, response);
    const message = `Nothing here. MCP is at ${MCP_PATH}.`;
    return refuseAsJsonRpc(response, { status: 404, code: 'NOT_FOUND', message });
  });
}

/** What every answer of this process has, whichever door gives it: safe headers and a line in the log. */
function createDoorServer(log: Logger, door: Door): Server {
  return createHttpServer((request, response) => {
    const path = pathOf(request);
    setSecurityHeaders(response, path === '/graphql' && isPageVisit(request));
    logRequest(log, request, response, path);
    door(request, response);
  });
}

const pathOf = (request: IncomingMessage) => (request.url ?? '/').split('?', 1)[0] ?? '/';

/** A browser opening GraphiQL: the page holds no data, what it then asks for is checked like any other call. */
const isPageVisit = ({ method, headers }: IncomingMessage) =>
  method === 'GET' && (headers.accept ?? '').includes('text/html');

function reading(door: Door): Door {
  return (request, response) => {
    if (request.method === 'GET' || request.method === 'HEAD') return door(request, response);
    const message = 'This address is read with GET.';
    const headers = { allow: 'GET, HEAD' };
    return refuse(response, { status: 405, code: 'METHOD_NOT_ALLOWED', message, headers });
  };
}

function graphDoor({ graph, origins, gatewayToken }: ServerParts): Door {
  return (request, response) => {
    if (applyCors(request, response, origins)) return;
    const refusal = isPageVisit(request)
      ? undefined
      : (checkOrigin(request, origins) ??
        checkGatewayToken(request, gatewayToken) ??
        checkMediaType(request));
    if (refusal) refuse(response, refusal);
    else graph(request, response);
  };
}

function readyDoor({ ready, log }: ServerParts): Door {
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
