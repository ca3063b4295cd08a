import { ServerResponse, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Logger } from 'pino';
import { checkHost, checkOrigin } from '../http/origin.ts';
import { unobserved, type Instrumentation } from '../instrumentation/instrumentation.ts';
import { attachRecord, recordOf, RequestRecord } from '../instrumentation/request-record.ts';
import { refuse, serverStopping, type Refusal } from '../http/reply.ts';
import type { WebSocketHandler } from '../http/web-socket-opening.ts';
import type { ApiServer } from './api-server.ts';
import { challenge } from './challenge.ts';
import {
  credentialsOf,
  GATEWAY_TOKEN_HEADER,
  isRefusal,
  type Admission,
} from '../http/admission.ts';
import { nameCaller } from './admit.ts';
import type { Guards } from './guarded.ts';
import { readRequestTarget, refusedPath } from './request-target.ts';
import { setStandardHeaders } from './standard-headers.ts';

export interface UpgradeParts extends Guards {
  readonly log: Logger;
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
  const { access, instrumentation = unobserved, log, webSockets } = parts;
  server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    server.requests.upgraded(socket);
    socket.on('error', () => undefined);
    const target = readRequestTarget(request);
    const path = 'status' in target ? refusedPath(request) : target.path;
    const record = new RequestRecord(request, path, performance.now(), true);
    attachRecord(request, record);
    instrumentation.requestStarted(record);
    let status = 101;
    socket.once('close', () => {
      instrumentation.requestEnded(record, status, false);
    });
    const refuseWith = (refusal: Refusal) => {
      ({ status } = refusal);
      refuseUpgrade(request, socket, challenge(refusal, request, parts));
    };
    const named = (outcome: Admission | Refusal) => {
      if (!isRefusal(outcome)) nameCaller(request, outcome);
      return outcome;
    };
    const open = () => {
      webSockets.open({
        request,
        socket,
        head,
        admit: ({ authorization, gatewayToken }) => {
          const sent = credentialsOf(request);
          const outcome = access?.admit({
            ...sent,
            authorization: authorization ?? sent.authorization,
            gatewayToken: gatewayToken ?? sent.gatewayToken,
          });
          return outcome instanceof Promise ? outcome.then(named) : outcome && named(outcome);
        },
        refuse(message) {
          refuseWith({ status: 400, code: 'BAD_REQUEST', message });
        },
      });
    };
    const refusal =
      'status' in target ? target : checkUpgrade(request, target.path, server.isOpen, parts);
    const early = refusal ?? checkToken(request, access);
    const goOn = (refused: Refusal | undefined) => {
      if (refused) refuseWith(refused);
      else if (!socket.destroyed) open();
    };
    if (early instanceof Promise)
      early.then(goOn, (error: unknown) => {
        log.error({ err: error }, 'unexpected error');
        socket.destroy();
      });
    else goOn(early);
  });
}

/** A token that comes with the request has to be right; it is checked again when the client has said everything. */
function checkToken(
  request: IncomingMessage,
  access: Guards['access'],
): Refusal | undefined | Promise<Refusal | undefined> {
  if (!access || request.headers[GATEWAY_TOKEN_HEADER] === undefined) return undefined;
  const settle = (outcome: Awaited<ReturnType<typeof access.admit>>) =>
    isRefusal(outcome) ? outcome : undefined;
  const outcome = access.admit(credentialsOf(request));
  return outcome instanceof Promise ? outcome.then(settle) : settle(outcome);
}

function checkUpgrade(
  request: IncomingMessage,
  path: string,
  isOpen: boolean,
  parts: UpgradeParts,
): Refusal | undefined {
  if (!asksForWebSocket(request)) return notWebSocket;
  if (path !== parts.path) return notHere(parts.path);
  return (
    checkHost(request, parts.origins) ??
    checkOrigin(request, parts.origins) ??
    (isOpen ? undefined : serverStopping)
  );
}

/** Writes an HTTP response to a request whose connection Node has handed over. */
export function refuseUpgrade(request: IncomingMessage, socket: Socket, refusal: Refusal): void {
  const response = new ServerResponse(request);
  response.shouldKeepAlive = false;
  response.assignSocket(socket);
  response.once('finish', () => {
    socket.destroySoon();
  });
  setStandardHeaders(response, recordOf(request)?.id);
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
