import { WebSocket, type ClientOptions } from 'ws';
import type { WireObject } from './sandbox-control.ts';

const SUBPROTOCOL = 'graphql-transport-ws';

/** How a WebSocket ended: its close code and reason, or the status of the HTTP response that refused it. */
export interface SocketEnd {
  readonly code?: number;
  readonly reason?: string;
  readonly status?: number;
  readonly body?: string;
}

/** One WebSocket whose messages a test sends and reads by itself. */
export interface RawSocket {
  readonly socket: WebSocket;
  /** Sends a message of the protocol, or text as it is. */
  send(message: object | string): void;
  /** The next message; rejects when the connection has ended. */
  next(): Promise<WireObject>;
  readonly ended: Promise<SocketEnd>;
}

interface SocketTarget {
  readonly path?: string;
  /** The subprotocols that are offered. */
  readonly protocols?: readonly string[];
}

/** Opens a WebSocket on a server's `/graphql`, without a message yet. */
export function openSocket(
  url: string,
  { path = '/graphql', protocols = [SUBPROTOCOL], ...options }: ClientOptions & SocketTarget = {},
): RawSocket {
  const socket = new WebSocket(url.replace(/^http/, 'ws') + path, [...protocols], options);
  const arrived: WireObject[] = [];
  const sending: string[] = [];
  let news = Promise.withResolvers<void>();
  const tell = () => {
    news.resolve();
    news = Promise.withResolvers<void>();
  };
  let isOver = false;
  const ended = new Promise<SocketEnd>((resolve) => {
    socket.once('close', (code, reason) => {
      resolve({ code, reason: String(reason) });
      isOver = true;
      tell();
    });
    socket.once('unexpected-response', (_request, response) => {
      let body = '';
      response.on('data', (chunk) => (body += String(chunk)));
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, body });
        socket.terminate();
      });
    });
  });
  socket.on('error', () => undefined);
  socket.on('message', (data: Buffer) => {
    arrived.push(JSON.parse(data.toString('utf8')) as WireObject);
    tell();
  });
  socket.once('open', () => {
    for (const text of sending.splice(0)) socket.send(text);
  });
  return {
    socket,
    ended,
    send(message) {
      const text = typeof message === 'string' ? message : JSON.stringify(message);
      if (socket.readyState === socket.CONNECTING) sending.push(text);
      else socket.send(text);
    },
    async next() {
      while (arrived.length === 0) {
        if (isOver) throw new Error('The connection has ended.');
        await news.promise;
      }
      return arrived.shift()!;
    },
  };
}

/** Opens a WebSocket that the server has acknowledged. */
export async function connectSocket(
  url: string,
  { payload, ...options }: Parameters<typeof openSocket>[1] & { readonly payload?: object } = {},
): Promise<RawSocket> {
  const raw = openSocket(url, options);
  raw.send({ type: 'connection_init', ...(payload && { payload }) });
  const { type } = await raw.next();
  if (type !== 'connection_ack') throw new Error(`${String(type)} instead of connection_ack`);
  return raw;
}

/** Starts an operation with an id. */
export const subscribeTo = (raw: RawSocket, id: string, query: string, more: object = {}): void => {
  raw.send({ id, type: 'subscribe', payload: { query, ...more } });
};
