import { request as sendRequest, type IncomingMessage, type Server } from 'node:http';
import { duplexPair, Readable, type Duplex } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Headers of one connection, of which a caller of `fetch` sees nothing. */
const OF_CONNECTION = ['connection', 'keep-alive', 'transfer-encoding'];

/** Statuses whose responses must not have a body, not even an empty one. */
const BODILESS = new Set([204, 205, 304]);

export interface FetchExchange {
  readonly request: Request;
  /** Path and query that the server is asked for. */
  readonly url: string;
  /** Called with the server's end of the connection before the request is sent. */
  readonly onConnection?: (socket: Duplex) => void;
}

/**
 * Sends a request of the Fetch API to an HTTP server of this process over a connection in memory, so that it passes
 * everything that requests over a network pass. The server need not listen. When the caller aborts the request or
 * cancels the body of the response, the server sees a caller that has left.
 * @throws the reason of the request's signal, or what ended the connection
 */
export async function exchange(
  server: Server,
  { request, url, onConnection }: FetchExchange,
): Promise<Response> {
  const { signal, body, method } = request;
  signal.throwIfAborted();
  const connection = connect(server, onConnection);
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const outgoing = sendRequest({
    createConnection: () => connection,
    method,
    path: url,
    headers: headersOf(request),
    setHost: false,
  });
  outgoing.once('response', resolve).on('error', reject);
  const abort = () => {
    outgoing.destroy();
    reject(signal.reason as Error);
  };
  signal.addEventListener('abort', abort, { once: true });
  connection.once('close', () => {
    signal.removeEventListener('abort', abort);
  });
  if (body) {
    // The server may answer before it has read the whole body; what fails then is not the exchange.
    pipeline(body as AsyncIterable<Uint8Array>, outgoing).catch(reject);
  } else outgoing.end();
  return toResponse(await promise, method);
}

/** A connection of an HTTP server that leads back into this process. */
function connect(server: Server, onConnection: FetchExchange['onConnection']): Duplex {
  const [clientSide, serverSide] = duplexPair();
  // Unlike a socket, neither end notices by itself that the other one was destroyed.
  clientSide.once('close', () => serverSide.destroy());
  serverSide.once('close', () => clientSide.destroy());
  serverSide.on('error', () => undefined);
  // Timeouts are for peers that are too slow, and what handles sockets takes for granted that they can be set.
  Object.assign(serverSide, { setTimeout: () => serverSide });
  onConnection?.(serverSide);
  server.emit('connection', serverSide);
  return clientSide;
}

function headersOf({ headers, url }: Request): Record<string, string> {
  // A Request that was made by hand names its host in its address only.
  return { host: new URL(url).host, ...Object.fromEntries(headers) };
}

function toResponse(incoming: IncomingMessage, method: string): Response {
  const { statusCode = 500, rawHeaders } = incoming;
  const headers = new Headers();
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? '';
    if (!OF_CONNECTION.includes(name.toLowerCase())) headers.append(name, rawHeaders[at + 1] ?? '');
  }
  const hasBody = method !== 'HEAD' && !BODILESS.has(statusCode);
  if (!hasBody) incoming.resume();
  const body = hasBody ? (Readable.toWeb(incoming) as ReadableStream<Uint8Array>) : null;
  return new Response(body, { status: statusCode, headers });
}
