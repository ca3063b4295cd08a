import type { IncomingMessage } from 'node:http';
import { CloseCode, GRAPHQL_TRANSPORT_WS_PROTOCOL } from 'graphql-ws';
import { WebSocketServer, type WebSocket } from 'ws';
import { MAX_BODY_BYTES } from '../../../http/body-limit.ts';
import { textOf } from '../../../http/body-text.ts';
import type { WebSocketHandler, WebSocketOpening } from '../../../http/web-socket-opening.ts';
import { REQUEST_ID_HEADER } from '../../../instrumentation/request-id.ts';
import { recordOf } from '../../../instrumentation/request-record.ts';
import { isJsonTooDeep } from '../../../posthog/request/value-depth.ts';
import { PING_MS } from '../delivery/heartbeats.ts';
import { SocketConnection } from './socket-connection.ts';
import { createSocketProtocol, type SocketProtocolOptions } from './socket-protocol.ts';

export interface WebSocketsOptions extends SocketProtocolOptions {
  /** Milliseconds between two pings. Default 12,000: proxies close connections that are silent for 30 to 60 seconds. */
  readonly pingMs?: number;
}

/** From RFC 6455: a control frame has 125 bytes, two of which are the code. */
const MAX_REASON_BYTES = 123;

/**
 * Pieces in which a message may arrive, and fragments that it may have: each is kept by itself until the message is
 * complete. The longest message has some 700 in the packets of a slow network.
 */
const MAX_PIECES = 4_096;

/** GraphQL over WebSocket, with the subprotocol graphql-transport-ws. */
export function createWebSockets(options: WebSocketsOptions): WebSocketHandler {
  const protocol = createSocketProtocol(options);
  const connections = new Set<SocketConnection>();
  const openings = new WeakMap<IncomingMessage, WebSocketOpening>();
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: MAX_BODY_BYTES,
    maxFragments: MAX_PIECES,
    maxBufferedChunks: MAX_PIECES,
    handleProtocols: (offered) =>
      offered.has(GRAPHQL_TRANSPORT_WS_PROTOCOL) && GRAPHQL_TRANSPORT_WS_PROTOCOL,
  });
  server.on('wsClientError', ({ message }, _socket, request) => {
    openings.get(request)?.refuse(`The WebSocket handshake is not valid: ${message}.`);
  });

  server.on('headers', (headers, request) => {
    const record = recordOf(request);
    if (record) headers.push(`${REQUEST_ID_HEADER}: ${record.id}`);
  });

  function opened(socket: WebSocket, { request, admit }: WebSocketOpening): void {
    // The header would count for every subscription of the connection.
    const { 'last-event-id': _ofWhich, ...headers } = request.headers;
    const opener = { headers, record: recordOf(request) };
    const connection = new SocketConnection(socket, opener, options.pingMs ?? PING_MS);
    connections.add(connection);
    const closed = protocol.opened(
      {
        protocol: socket.protocol,
        send: (text) => send(socket, text),
        close(code, reason) {
          socket.close(code, reasonOf(reason));
        },
        onMessage(handle) {
          socket.on('message', (data: Buffer) => {
            receive(data, handle).catch((error: unknown) => {
              options.yoga.maskError(error);
              socket.close(CloseCode.InternalServerError, 'Internal server error');
            });
          });
        },
      },
      { connection, admit },
    );
    socket.once('close', (code, reason) => {
      connections.delete(connection);
      void closed(code, reason.toString('utf8'));
    });

    async function receive(data: Buffer, handle: (text: string) => Promise<void>): Promise<void> {
      // What follows a mistake of the client has no answer, so that it must have no effect either.
      if (socket.readyState !== socket.OPEN) return;
      const text = textOf(data);
      // The frames of a text are checked as they arrive, those of a binary message are not.
      if (text === undefined) socket.close(CloseCode.BadRequest, 'The message is not valid UTF-8.');
      else if (isJsonTooDeep(text))
        socket.close(CloseCode.BadRequest, 'The message is nested too deeply.');
      else await handle(text);
    }
  }

  return {
    open(opening) {
      const { request, socket, head } = opening;
      openings.set(request, opening);
      server.handleUpgrade(request, socket, head, (webSocket) => {
        opened(webSocket, opening);
      });
    },
    get size() {
      return Array.from(connections).reduce((sum, { size }) => sum + size, 0);
    },
    stop() {
      for (const connection of connections) connection.stop();
    },
  };
}

/** As much of a reason for closing as its frame may have. It can quote what a client sent, such as a long id. */
function reasonOf(text = ''): string {
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(MAX_REASON_BYTES));
  return text.slice(0, read);
}

/** Resolves when the message has left this process, so that the next event waits for a slow reader. */
function send(socket: WebSocket, text: string): Promise<void> {
  if (socket.readyState !== socket.OPEN) return Promise.resolve();
  return new Promise((resolve) => {
    // A failure to write closes the socket, which ends its operations.
    socket.send(text, () => {
      resolve();
    });
  });
}
