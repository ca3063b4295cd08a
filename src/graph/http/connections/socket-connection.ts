import type { IncomingHttpHeaders } from 'node:http';
import type { WebSocket } from 'ws';

/** Bytes that may wait for a client that does not read, beyond which its connection is closed. */
const MAX_BUFFERED_BYTES = 16_000_000;

/** From RFC 6455: the server goes away, and the client may connect to another one. */
const GOING_AWAY = 1001;

/** One WebSocket, the operations under way on it, and its pings. */
export class SocketConnection {
  readonly #socket: WebSocket;
  readonly #pings: NodeJS.Timeout;
  readonly #underWay = new Set<string>();
  #isAlive = true;
  #isStopping = false;
  /** Who calls: the headers of the request, with what `connection_init` said. */
  headers: IncomingHttpHeaders;
  /** Ends the count of this connection for its key. */
  release: () => void = () => undefined;

  /** @param pingMs milliseconds between two pings; a client that has not answered one by the next is gone */
  constructor(socket: WebSocket, headers: IncomingHttpHeaders, pingMs: number) {
    this.#socket = socket;
    this.headers = headers;
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
      this.release();
    });
  }

  /** Number of operations that are not complete. */
  get size(): number {
    return this.#underWay.size;
  }

  get isStopping(): boolean {
    return this.#isStopping;
  }

  begin(id: string): void {
    this.#underWay.add(id);
  }

  end(id: string): void {
    this.#underWay.delete(id);
    // The last message of the operation is sent after this.
    if (this.#isStopping) setImmediate(this.#closeWhenIdle);
  }

  /** Closes the connection as soon as nothing is under way. */
  stop(): void {
    this.#isStopping = true;
    setImmediate(this.#closeWhenIdle);
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
