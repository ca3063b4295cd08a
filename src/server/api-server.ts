import { Server } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { ActiveRequests, refuseNow, type Refuse } from './active-requests.ts';
import { noteArrival } from '../http/arrival.ts';
import type { Refusal } from '../http/reply.ts';

export interface ApiServerOptions {
  /** Answers a request. */
  readonly answer: (request: IncomingMessage, response: ServerResponse) => void;
  /** The form in which callers of this request's API read a refusal. */
  readonly refuseFor: (request: IncomingMessage) => Refuse;
  /** Milliseconds in which a request must have arrived, its body included. */
  readonly requestTimeoutMs?: number | undefined;
  /**
   * Milliseconds without progress after which a connection whose peer does not read is closed. Node takes
   * what it could write at first for progress, so that it may take twice as long.
   */
  readonly stalledReaderMs?: number | undefined;
}

const DEFAULT_REQUEST_TIMEOUT_MS = 30_000;
const DEFAULT_STALLED_READER_MS = 15_000;
const MAX_HEAD_MS = 60_000;

/** Node looks for requests that are late at an interval, of 30 seconds unless it is told another. */
const CHECK_EVERY_MS = { least: 25, most: 1_000, fraction: 0.1 };

const TIMED_OUT: Refusal = {
  status: 408,
  code: 'REQUEST_TIMEOUT',
  message: 'The request did not arrive in time (REQUEST_TIMEOUT_MS). Nothing was done.',
};

/**
 * An HTTP server that bounds how long a peer may take to send a request and to read its answer, and that
 * knows the requests under way.
 */
export class ApiServer extends Server {
  readonly requests = new ActiveRequests();

  constructor(options: ApiServerOptions) {
    const { answer, refuseFor } = options;
    const { requestTimeoutMs = DEFAULT_REQUEST_TIMEOUT_MS } = options;
    super({
      requestTimeout: requestTimeoutMs,
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
      // The server is stopping: the next request belongs to another one.
      if (!this.listening) response.shouldKeepAlive = false;
      answer(request, response);
    });
    this.on('clientError', this.#onClientError);
    this.setTimeout(options.stalledReaderMs ?? DEFAULT_STALLED_READER_MS, this.#onSilence);
  }

  /** A request that is late, or that is not HTTP. */
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
   * Nothing was read or written for a while. A request that waits for PostHog and a stream without news are
   * silent too; what ends a connection is an answer that its peer does not take, or nothing to wait for.
   */
  readonly #onSilence = (socket: Socket): void => {
    if (socket.writableLength > 0 || this.requests.of(socket) === undefined) socket.destroy();
  };
}

/** What Node itself answers a peer that sent no request it could read. */
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
