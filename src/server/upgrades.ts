import { ServerResponse, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { checkHost, checkOrigin } from '../http/origin.ts';
import { unobserved, type Instrumentation } from '../instrumentation/instrumentation.ts';
import { REQUEST_ID_HEADER } from '../instrumentation/request-id.ts';
import { attachRecord, recordOf, RequestRecord } from '../instrumentation/request-record.ts';
import { refuse, serverStopping, type Refusal } from '../http/reply.ts';
import type { WebSocketHandler } from '../http/web-socket-opening.ts';
import type { ApiServer } from './api-server.ts';
import { checkGatewayToken, GATEWAY_TOKEN_HEADER, isGatewayToken } from './gateway-token.ts';
import type { Guards } from './guarded.ts';
import { readRequestTarget, refusedPath } from './request-target.ts';
import { setSecurityHeaders } from './security-headers.ts';

export interface UpgradeParts extends Guards {
  readonly instrumentation?: Instrumentation | undefined;
  /** The only path with WebSockets. */
  readonly path: string;
  readonly webSockets: WebSocketHandler;
}

/** True for a request that asks for a WebSocket; other upgrades, as of HTTP/2, are ignored. */
export const asksForWebSocket = ({ headers }: Pick<IncomingMessage, 'headers'>): boolean =>
  headers.upgrade?.trim().toLowerCase() === 'websocket';

/**
 * Passes requests for a WebSocket on, after the checks that every request to the API has to pass. The gateway's token
 * may come after the request, because browsers cannot send headers with it; one that is sent with it has to be right.
 */
export function serveUpgrades(server: ApiServer, parts: UpgradeParts): void {
  const { instrumentation = unobserved, webSockets, gatewayToken } = parts;
  server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    server.requests.upgraded(socket);
    socket.on('error', () => undefined);
    const target = readRequestTarget(request);
    const path = 'status' in target ? refusedPath(request) : target.path;
    const record = new RequestRecord(request, path, true);
    attachRecord(request, record);
    instrumentation.requestStarted(record);
    let status = 101;
    socket.once('close', () => {
      instrumentation.requestEnded(record, status, false);
    });
    const refuseWith = (refusal: Refusal) => {
      ({ status } = refusal);
      refuseUpgrade(request, socket, refusal);
    };
    const refusal =
      'status' in target ? target : checkUpgrade(request, target.path, server.listening, parts);
    if (refusal) {
      refuseWith(refusal);
      return;
    }
    const isTrusted = request.headers[GATEWAY_TOKEN_HEADER] !== undefined;
    webSockets.open({
      request,
      socket,
      head,
      isTrusted: (token) => isTrusted || isGatewayToken(token, gatewayToken),
      refuse(message) {
        refuseWith({ status: 400, code: 'BAD_REQUEST', message });
      },
    });
  });
}

function checkUpgrade(
  request: IncomingMessage,
  path: string,
  isListening: boolean,
  parts: UpgradeParts,
): Refusal | undefined {
  if (!asksForWebSocket(request)) return notWebSocket;
  if (path !== parts.path) return notHere(parts.path);
  const { [GATEWAY_TOKEN_HEADER]: token } = request.headers;
  return (
    checkHost(request, parts.origins) ??
    checkOrigin(request, parts.origins) ??
    (token === undefined ? undefined : checkGatewayToken(request, parts.gatewayToken)) ??
    (isListening ? undefined : serverStopping)
  );
}

/** Writes an HTTP response to a request whose connection Node has handed over. */
function refuseUpgrade(request: IncomingMessage, socket: Socket, refusal: Refusal): void {
  const response = new ServerResponse(request);
  response.shouldKeepAlive = false;
  response.assignSocket(socket);
  response.once('finish', () => {
    socket.destroySoon();
  });
  setSecurityHeaders(response);
  response.setHeader(REQUEST_ID_HEADER, recordOf(request)?.id ?? '');
  refuse(response, refusal);
}

const notWebSocket: Refusal = {
  status: 400,
  code: 'BAD_REQUEST',
  message: 'Connections are upgraded to WebSocket only.',
};

const notHere = (path: string): Refusal => ({
  status: 404,
  code: 'NOT_FOUND',
  message: `Not found. WebSockets are at ${path}.`,
});
