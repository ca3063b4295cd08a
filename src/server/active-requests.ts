import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { arrivalOf } from '../http/arrival.ts';
import type { Refusal } from '../http/reply.ts';

/** Writes a refusal in the form that callers of one API read. */
export type Refuse = (response: ServerResponse, refusal: Refusal) => void;

/** A request that is not answered to the end yet. */
interface ActiveRequest {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** The form in which callers of this request's API read a refusal; found only when there is one. */
  readonly refuseFor: (request: IncomingMessage) => Refuse;
}

interface Connection {
  /** On the clock of `performance.now()`. */
  readonly openedAt: number;
  /** In the order they came. An array: the old tables of a Set would hold every request of a long connection. */
  readonly requests: ActiveRequest[];
}

/** The connections of one HTTP server, and the requests under way on each. */
export class ActiveRequests {
  readonly #connections = new Map<Socket, Connection>();

  /** How many requests are under way. */
  get size(): number {
    return this.#all().length;
  }

  /** Notes a new connection, until it is closed. */
  connected(socket: Socket): void {
    this.#connections.set(socket, { openedAt: performance.now(), requests: [] });
    socket.once('close', () => this.#connections.delete(socket));
  }

  /** Counts a request as under way until its answer is out or its caller has left. */
  add(active: ActiveRequest): void {
    const requests = this.#connections.get(active.request.socket)?.requests;
    if (!requests) return;
    requests.push(active);
    active.response.on('close', () => {
      requests.splice(requests.indexOf(active), 1);
    });
  }

  /** The request that a connection is busy with: the first one of those that came in a row. */
  of(socket: Socket): ActiveRequest | undefined {
    return this.#connections.get(socket)?.requests[0];
  }

  /** Lets every connection end with the answer it waits for. */
  endConnections(): void {
    for (const { response } of this.#all()) {
      if (!response.headersSent) response.shouldKeepAlive = false;
    }
  }

  /**
   * Refuses requests whose body has not arrived, and closes connections that wait for no answer.
   * @param olderThanMs what began later than that is let be: the rest of it may be on its way
   */
  refuseIncomplete(refusal: Refusal, olderThanMs: number): void {
    const now = performance.now();
    for (const [socket, { openedAt, requests }] of this.#connections) {
      if (requests.length === 0 && now - openedAt >= olderThanMs) socket.destroy();
    }
    for (const active of this.#all()) {
      const { request } = active;
      if (!request.complete && now - arrivalOf(request) >= olderThanMs) refuseNow(active, refusal);
    }
  }

  /** Refuses every request that has no answer yet. */
  refuseAll(refusalOf: (request: IncomingMessage) => Refusal): void {
    for (const active of this.#all()) refuseNow(active, refusalOf(active.request));
  }

  #all(): ActiveRequest[] {
    return [...this.#connections.values()].flatMap(({ requests }) => requests);
  }
}

/** Answers a request in place of its handler and ends the connection; does nothing once an answer has begun. */
export function refuseNow({ request, response, refuseFor }: ActiveRequest, refusal: Refusal): void {
  if (response.headersSent) return;
  response.setHeader('connection', 'close');
  refuseFor(request)(response, refusal);
  if (request.complete) return;
  // Whoever reads the body must not get the rest of it: nothing may be done for a request that was refused.
  // Left to itself, the destruction of a request takes its connection along, which the answer still needs.
  request._destroy = (error, done) => {
    done(error);
  };
  request.destroy(new Error('The request was rejected before its body had arrived.'));
}
