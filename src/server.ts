import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { Reachability } from './posthog/client.ts';
import type { Refuse } from './server/active-requests.ts';
import { ApiServer } from './server/api-server.ts';
import { applyCors } from './server/cors.ts';
import { checkGatewayToken } from './server/gateway-token.ts';
import { guardedMcp, MCP_PATH, refuseAsJsonRpc } from './server/mcp-door.ts';
import { checkMediaType } from './server/media-type.ts';
import { checkHost, checkOrigin, type OriginPolicy } from './server/origin.ts';
import { refuse, replyJson } from './server/reply.ts';
import { logRequest } from './server/request-log.ts';
import { guardedRest, isRestPath, refuseAsPostHog } from './server/rest-door.ts';
import { setSecurityHeaders } from './server/security-headers.ts';

/** Answers a request; what it throws or rejects with becomes a 500. */
type Door = (request: IncomingMessage, response: ServerResponse) => unknown;

export interface ServerParts {
  /** The GraphQL API, answering at `/graphql`. */
  readonly graph: Door;
  /** The REST API at `/v1`; undefined when it has a port of its own. */
  readonly rest: Door | undefined;
  /** The MCP server at `/mcp`; undefined when it has a port of its own. */
  readonly mcp: Door | undefined;
  /** The GraphiQL page, for browsers at `/graphql`; undefined when there is none. */
  readonly page: Door | undefined;
  readonly ready: () => Promise<Reachability>;
  readonly log: Logger;
  readonly origins: OriginPolicy;
  /** Secret asked of callers of the APIs; undefined asks for none. */
  readonly gatewayToken: string | undefined;
  /** Milliseconds in which a request must have arrived, its body included. Default 30,000. */
  readonly requestTimeoutMs?: number;
  /** Milliseconds without progress after which a peer that does not read its answer is cut off. Default 15,000. */
  readonly stalledReaderMs?: number;
}

/** The form in which callers of a path read a refusal: that of its API. */
function refuseFor(request: IncomingMessage): Refuse {
  const path = pathOf(request);
  return isRestPath(path) ? refuseAsPostHog : path === MCP_PATH ? refuseAsJsonRpc : refuse;
}

/** What a server of one API alone needs. */
type GuardParts = Pick<
  ServerParts,
  'log' | 'origins' | 'gatewayToken' | 'requestTimeoutMs' | 'stalledReaderMs'
>;

/** Every door of the process on one HTTP server, which does not listen yet. */
export function createServer(parts: ServerParts): ApiServer {
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
  return createDoorServer(parts, refuseFor, (request, response) => {
    const path = pathOf(request);
    const door = Object.hasOwn(doors, path) ? doors[path] : isRestPath(path) ? rest : undefined;
    if (door) return door(request, response);
    const message = 'Nothing here. The APIs are at /graphql, /v1 and /mcp.';
    return refuse(response, { status: 404, code: 'NOT_FOUND', message });
  });
}

/** The REST API alone on an HTTP server, which does not listen yet. */
export function createRestServer(rest: Door, parts: GuardParts): ApiServer {
  return createDoorServer(parts, () => refuseAsPostHog, guardedRest(rest, parts));
}

/** The MCP server alone on an HTTP server, which does not listen yet. */
export function createMcpServer(mcp: Door, parts: GuardParts): ApiServer {
  const guarded = guardedMcp(mcp, parts);
  return createDoorServer(
    parts,
    () => refuseAsJsonRpc,
    (request, response) => {
      if (pathOf(request) === MCP_PATH) return guarded(request, response);
      const message = `Nothing here. MCP is at ${MCP_PATH}.`;
      return refuseAsJsonRpc(response, { status: 404, code: 'NOT_FOUND', message });
    },
  );
}

/**
 * What every answer of this process has, whichever door gives it: bounds on its time, safe headers, a line in
 * the log, and an answer of its own when the door fails.
 */
function createDoorServer(
  { log, requestTimeoutMs, stalledReaderMs }: GuardParts,
  refuseOf: (request: IncomingMessage) => Refuse,
  door: Door,
): ApiServer {
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      await door(request, response);
    } catch (error) {
      failed(log, error, response, refuseOf(request));
    }
  };
  return new ApiServer({
    requestTimeoutMs,
    stalledReaderMs,
    refuseFor: refuseOf,
    answer: (request, response) => {
      setSecurityHeaders(response);
      logRequest(log, request, response, pathOf(request));
      void answer(request, response);
    },
  });
}

/** Ends a request whose door failed: with an error that is found in the log, unless an answer has begun. */
function failed(log: Logger, error: unknown, response: ServerResponse, refuseAs: Refuse): void {
  // It was answered by the server, or its caller left, while the door was at work.
  if (response.writableEnded || response.destroyed) return;
  const errorId = randomUUID();
  log.error({ err: error, errorId }, 'unexpected error');
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const message = `Something went wrong in this API. It was logged as ${errorId}.`;
  refuseAs(response, { status: 500, code: 'INTERNAL_SERVER_ERROR', message });
}

const pathOf = (request: IncomingMessage) => (request.url ?? '/').split('?', 1)[0] ?? '/';

/** A browser opening GraphiQL: the page holds no data, what it then asks for is checked like any other call. */
const isPageVisit = ({ method, headers }: IncomingMessage) =>
  (method === 'GET' || method === 'HEAD') && (headers.accept ?? '').includes('text/html');

function reading(door: Door): Door {
  return (request, response) => {
    if (request.method === 'GET' || request.method === 'HEAD') return door(request, response);
    const message = 'This address is read with GET.';
    const headers = { allow: 'GET, HEAD' };
    return refuse(response, { status: 405, code: 'METHOD_NOT_ALLOWED', message, headers });
  };
}

function graphDoor({ graph, page, origins, gatewayToken }: ServerParts): Door {
  return (request, response) => {
    if (applyCors(request, response, origins)) return undefined;
    // A browser that follows a link comes from another site and brings no token; what it must not do is
    // show this page under the name of another.
    const visit = isPageVisit(request) ? page : undefined;
    const refusal = visit
      ? checkHost(request, origins)
      : (checkOrigin(request, origins) ??
        checkGatewayToken(request, gatewayToken) ??
        checkMediaType(request));
    return refusal ? refuse(response, refusal) : (visit ?? graph)(request, response);
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
