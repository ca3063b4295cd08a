import type { IncomingHttpHeaders } from 'node:http';
import type { WebSocket } from 'ws';
import type { RequestRecord } from '../../../instrumentation/request-record.ts';
import { MAX_BUFFERED_BYTES } from './connections.ts';

/** From RFC 6455: the server goes away, and the client may connect to another one. */
const GOING_AWAY = 1001;

/** One WebSocket, the operations under way on it, and its pings. */
export class SocketConnection {
  readonly #socket: WebSocket;
  readonly #pings: NodeJS.Timeout;
  readonly #underWay = new Set<object>();
  #isAlive = true;
  #isStopping = false;
  /** Who calls: the headers of the request, with what `connection_init` said. */
  headers: IncomingHttpHeaders;
  /** The request that opened the connection, as it is reported. */
  readonly record: RequestRecord | undefined;

  /** @param pingMs milliseconds between two pings; a client that has not answered one by the next is gone */
  constructor(
    socket: WebSocket,
    { headers, record }: Pick<SocketConnection, 'headers' | 'record'>,
    pingMs: number,
  ) {
    this.#socket = socket;
    this.headers = headers;
    this.record = record;
    this.#pings = setInterval(() => {
      if (!this.#isAlive) socket.terminate();
      this.#isAlive = false;
      socket.ping();
    }, pingMs);
    socket.on('pong', this.#heard);
    socket.on('ping', this.#heard);
    socket.on('message', this.#heard);
    // The socket closes itself, with the code of what the client did wrong.
    socket.on('error', () => undefined);
    socket.once('close', () => {
      clearInterval(this.#pings);
    });
  }

  /** Number of operations that are not complete. */
  get size(): number {
    return this.#underWay.size;
  }

  get isStopping(): boolean {
    return this.#isStopping;
  }

  begin(operation: object): void {
    this.#underWay.add(operation);
  }

  end(operation: object): void {
    this.#underWay.delete(operation);
    // The last message of the operation is sent after this.
    if (this.#isStopping) setImmediate(this.#closeWhenIdle);
  }

  /** Closes the connection as soon as nothing is under way. */
  stop(): void {
    this.#isStopping = true;
    setImmediate(this.#closeWhenIdle);
  }

  /** Calls `end` when the connection is closed, at once when it is closed already. */
  whenClosed(end: () => void): void {
    if (this.#socket.readyState === this.#socket.CLOSED) end();
    else this.#socket.once('close', end);
  }

  close(code: number, reason: string): void {
    this.#socket.close(code, reason);
  }

  readonly #closeWhenIdle = (): void => {
    if (this.#underWay.size === 0) this.close(GOING_AWAY, 'The server is shutting down.');
  };

  readonly #heard = (): void => {
    this.#isAlive = true;
    if (this.#socket.bufferedAmount > MAX_BUFFERED_BYTES) this.#socket.terminate();
  };
}
