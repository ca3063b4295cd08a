import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { arrivalOf } from '../http/arrival.ts';
import type { Refusal } from '../http/reply.ts';

/** Writes a refusal in the error format of one API. */
export type Refuse = (response: ServerResponse, refusal: Refusal) => void;

/** A request whose response is not complete yet. */
interface ActiveRequest {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Returns the refusal format of this request's API; called only for a refusal. */
  readonly refuseFor: (request: IncomingMessage) => Refuse;
}

interface Connection {
  /** On the clock of `performance.now()`. */
  readonly openedAt: number;
  /** In order of arrival. An array, because a Set's old hash tables would retain every request of a long connection. */
  readonly requests: ActiveRequest[];
  /** True when it is no longer an HTTP connection. */
  isUpgraded: boolean;
}

/** The connections of one HTTP server, and the requests in progress on each. */
export class ActiveRequests {
  readonly #connections = new Map<Socket, Connection>();

  /** Number of requests in progress. */
  get size(): number {
    return this.#all().length;
  }

  /** Tracks a new connection until it is closed. */
  connected(socket: Socket): void {
    this.#connections.set(socket, {
      openedAt: performance.now(),
      requests: [],
      isUpgraded: false,
    });
    socket.once('close', () => this.#connections.delete(socket));
  }

  /** Notes that a connection has become one of another protocol, which has its own end. */
  upgraded(socket: Socket): void {
    const connection = this.#connections.get(socket);
    if (connection) connection.isUpgraded = true;
    socket.setTimeout(0);
  }

  /** Tracks a request until its response is sent or its caller has left. */
  add(active: ActiveRequest): void {
    const requests = this.#connections.get(active.request.socket)?.requests;
    if (!requests) return;
    requests.push(active);
    active.response.on('close', () => {
      requests.splice(requests.indexOf(active), 1);
    });
  }

  /** The request that a connection is processing: the oldest one of pipelined requests. */
  of(socket: Socket): ActiveRequest | undefined {
    return this.#connections.get(socket)?.requests[0];
  }

  /** Makes every connection close after its pending response. */
  endConnections(): void {
    for (const { response } of this.#all()) {
      if (!response.headersSent) response.shouldKeepAlive = false;
    }
  }

  /**
   * Refuses requests whose body has not arrived, and closes connections without a pending response.
   * @param olderThanMs minimum age in milliseconds; the body of a younger request may still arrive
   */
  refuseIncomplete(refusal: Refusal, olderThanMs: number): void {
    const now = performance.now();
    for (const [socket, { openedAt, requests, isUpgraded }] of this.#connections) {
      if (isUpgraded) continue;
      if (requests.length === 0 && now - openedAt >= olderThanMs) socket.destroy();
    }
    for (const active of this.#all()) {
      const { request } = active;
      if (!request.complete && now - arrivalOf(request) >= olderThanMs) refuseNow(active, refusal);
    }
  }

  /** Refuses every request that has no response yet. */
  refuseAll(refusalOf: (request: IncomingMessage) => Refusal): void {
    for (const active of this.#all()) refuseNow(active, refusalOf(active.request));
  }

  /** Destroys the connections that are left, of every protocol. */
  destroyConnections(): void {
    for (const socket of this.#connections.keys()) socket.destroy();
  }

  #all(): ActiveRequest[] {
    return [...this.#connections.values()].flatMap(({ requests }) => requests);
  }
}

/** Answers a request instead of its handler and closes the connection; does nothing once a response has begun. */
export function refuseNow({ request, response, refuseFor }: ActiveRequest, refusal: Refusal): void {
  if (response.headersSent) return;
  response.setHeader('connection', 'close');
  refuseFor(request)(response, refusal);
  if (request.complete) return;
  // The handler must not receive the rest of the body: a refused request must have no effect. By default, destroying a
  // request also destroys its connection, which the response still needs.
  request._destroy = (error, done) => {
    done(error);
  };
  request.destroy(new Error('The request was rejected before its body had arrived.'));
}
