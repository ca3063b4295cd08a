import { Server, type IncomingMessage, type ServerResponse } from 'node:http';
import { Server as TcpServer, type Socket } from 'node:net';
import { ActiveRequests, refuseNow, type Refuse } from './active-requests.ts';
import { ApiResponse } from './api-response.ts';
import { CompressingResponse } from './compressing-response.ts';
import { noteArrival } from '../http/arrival.ts';
import type { Refusal } from '../http/reply.ts';

export interface ApiServerOptions {
  /** Answers a request. */
  readonly answer: (request: IncomingMessage, response: ServerResponse) => void;
  /** Returns the refusal format of this request's API. */
  readonly refuseFor: (request: IncomingMessage) => Refuse;
  /** True for a request whose connection is to be handed over (`upgrade` event); by default none is. */
  readonly asksForUpgrade?: ((request: IncomingMessage) => boolean) | undefined;
  /** Milliseconds within which a request, including its body, must have arrived. */
  readonly requestTimeoutMs?: number | undefined;
  /** Milliseconds for which an idle connection stays open for the next request. */
  readonly keepAliveTimeoutMs?: number | undefined;
  /** Whether large answers are compressed for clients that accept it; true by default. */
  readonly compression?: boolean | undefined;
  /**
   * Milliseconds without progress after which a connection whose peer does not read is closed. Node counts
   * its first successful write as progress, so it may take twice as long.
   */
  readonly stalledReaderMs?: number | undefined;
}

/** Node's type asks for a class that takes a request of any subclass; every request of this server is of one. */
const responseClass = (compression: boolean) =>
  (compression ? CompressingResponse : ApiResponse) as typeof ServerResponse;

const DEFAULT_REQUEST_TIMEOUT_MS = 30_000;
/** Longer than the 60 seconds of common load balancers, so that they close an idle connection first. */
const DEFAULT_KEEP_ALIVE_MS = 75_000;
const DEFAULT_STALLED_READER_MS = 15_000;
const MAX_HEAD_MS = 60_000;

/** Interval at which Node checks for late requests; its default is 30 seconds. */
const CHECK_EVERY_MS = { least: 25, most: 1_000, fraction: 0.1 };

const TIMED_OUT: Refusal = {
  status: 408,
  code: 'REQUEST_TIMEOUT',
  message: 'The request did not arrive in time (REQUEST_TIMEOUT_MS). Nothing was done.',
};

/**
 * An HTTP server that limits the time a peer may take to send a request and to read its response, and that
 * tracks the requests in progress.
 */
export class ApiServer extends Server {
  readonly requests = new ActiveRequests();
  #isOpen = true;
  #endsConnections = false;

  constructor(options: ApiServerOptions) {
    const { answer, refuseFor } = options;
    const { requestTimeoutMs = DEFAULT_REQUEST_TIMEOUT_MS } = options;
    super({
      shouldUpgradeCallback: options.asksForUpgrade ?? (() => false),
      ServerResponse: responseClass(options.compression ?? true),
      requestTimeout: requestTimeoutMs,
      keepAliveTimeout: options.keepAliveTimeoutMs ?? DEFAULT_KEEP_ALIVE_MS,
      // Node counts from the first byte of a request, not from the end of the previous one.
      headersTimeout: Math.min(requestTimeoutMs, MAX_HEAD_MS),
      connectionsCheckingInterval: Math.min(
        CHECK_EVERY_MS.most,
        Math.max(CHECK_EVERY_MS.least, requestTimeoutMs * CHECK_EVERY_MS.fraction),
      ),
    });
    this.on('connection', (socket) => {
      this.requests.connected(socket);
    });
    this.on('request', (request, response) => {
      noteArrival(request);
      this.requests.add({ request, response, refuseFor });
      // The server is stopping: the client must send its next request over a new connection, to another server.
      if (this.#endsConnections) response.shouldKeepAlive = false;
      answer(request, response);
    });
    this.on('clientError', this.#onClientError);
    this.setTimeout(options.stalledReaderMs ?? DEFAULT_STALLED_READER_MS, this.#onSilence);
  }

  /** False since the server was closed. One that takes its connections from another server is open without listening. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  override close(closed?: (error?: Error) => void): this {
    this.#isOpen = false;
    this.#endsConnections = true;
    return super.close(closed);
  }

  /**
   * Accepts no new connections. Unlike `close` it leaves those open that are.
   * @param closed called when all connections have ended
   */
  stopListening(closed: () => void): void {
    this.#isOpen = false;
    TcpServer.prototype.close.call(this, closed);
  }

  /** Makes every connection close with the answer to its next request, or to the one in progress. */
  endConnections(): void {
    this.#endsConnections = true;
    this.requests.endConnections();
  }

  /** Handles a request that timed out or is not valid HTTP. */
  readonly #onClientError = (error: NodeJS.ErrnoException, socket: Socket): void => {
    const active = this.requests.of(socket);
    const isLate = error.code === 'ERR_HTTP_REQUEST_TIMEOUT';
    if (isLate && active && !active.response.headersSent) {
      refuseNow(active, TIMED_OUT);
      return;
    }
    if (socket.writable && !active?.response.headersSent) socket.write(bareAnswer(error.code));
    socket.destroy(error);
  };

  /**
   * Handles a connection on which nothing was read or written for some time. A request that waits for PostHog and a
   * stream without events are idle too; the connection is closed only if its peer does not read a response, or none
   * is pending.
   */
  readonly #onSilence = (socket: Socket): void => {
    if (socket.writableLength > 0 || this.requests.of(socket) === undefined) socket.destroy();
  };
}

/** The response Node itself sends to a peer whose request cannot be parsed. */
function bareAnswer(code: string | undefined): string {
  const { status, body = '' } = bareAnswers[code ?? ''] ?? { status: '400 Bad Request' };
  const length = body && `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n`;
  return `HTTP/1.1 ${status}\r\nConnection: close\r\n${length}\r\n${body}`;
}

const bareAnswers: Readonly<Record<string, { readonly status: string; readonly body?: string }>> = {
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: '408 Request Timeout',
    body: JSON.stringify({
      errors: [{ message: TIMED_OUT.message, extensions: { code: TIMED_OUT.code } }],
    }),
  },
  HPE_HEADER_OVERFLOW: { status: '431 Request Header Fields Too Large' },
  HPE_CHUNK_EXTENSIONS_OVERFLOW: { status: '413 Payload Too Large' },
};
