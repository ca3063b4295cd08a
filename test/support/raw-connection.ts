import { connect, type Socket } from 'node:net';

/** A TCP connection to a server, for requests that no HTTP client would send. */
export interface RawConnection {
  readonly socket: Socket;
  /** Resolves to all received data when the server has closed the connection. */
  readonly answer: Promise<string>;
}

/** Sends a text unchanged. */
export function sendRaw(url: string, text: string): RawConnection {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const { promise: answer, resolve } = Promise.withResolvers<string>();
  let received = '';
  socket.setEncoding('utf8').on('data', (piece: string) => {
    received += piece;
  });
  socket
    .on('error', () => undefined)
    .on('close', () => {
      resolve(received);
    });
  socket.write(text);
  return { socket, answer };
}

/** The head of a JSON POST whose body has not been sent yet. */
export const headOfPost = (path: string, framing = 'content-length: 1000') =>
  [
    `POST ${path} HTTP/1.1`,
    'host: localhost',
    'content-type: application/json',
    'accept: application/json, text/event-stream',
    'authorization: Bearer phx_sandbox',
    framing,
    '\r\n',
  ].join('\r\n');
