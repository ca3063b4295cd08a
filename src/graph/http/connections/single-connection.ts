import type { IncomingMessage, ServerResponse } from 'node:http';
import { arrivalOnClock } from '../../../http/arrival.ts';
import { MAX_BODY_BYTES } from '../../../http/body-limit.ts';
import { bodyNotUtf8, textOf } from '../../../http/body-text.ts';
import { readBody } from '../../../http/read-body.ts';
import {
  bodyTooLarge,
  refuse,
  replyJson,
  serverStopping,
  type Refusal,
} from '../../../http/reply.ts';
import { recordOf } from '../../../instrumentation/request-record.ts';
import { isJsonTooDeep } from '../../../posthog/request/value-depth.ts';
import { PING_MS } from '../delivery/heartbeats.ts';
import type { KnownKeys } from './connection-owner.ts';
import { EventStream, type NotStarted } from './event-stream.ts';
import { EventStreams, tokenOf } from './event-streams.ts';
import {
  paramsOf,
  runOperation,
  type OperationLoad,
  type OperationRunner,
} from './run-operation.ts';

export interface SingleConnectionOptions extends KnownKeys {
  readonly yoga: OperationRunner;
  /** The clock of the upstream, in epoch milliseconds. */
  readonly now: () => number;
  /** Aborts when the process stops. */
  readonly stopping: AbortSignal;
  /** Answers requests without a token: each has a connection of its own, as at `/graphql`. */
  readonly distinct: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** Bounds the operations in progress; without it there is no bound. */
  readonly load?: OperationLoad | undefined;
  /**
   * False where the requests of one client reach several processes, of which only one has its stream: no stream can be
   * reserved. Default true.
   */
  readonly reserves?: boolean;
  /** Milliseconds between two comments on a stream. Default 12,000. */
  readonly pingMs?: number;
}

/**
 * The single connection mode of graphql-sse: PUT reserves a stream and answers with its token, GET opens it, POST
 * starts an operation on it, and DELETE ends one. All results come through the one stream, so that a browser spends
 * one of its six connections.
 */
export function createSingleConnection(options: SingleConnectionOptions) {
  const { yoga, now, stopping, load, reserves = true, pingMs = PING_MS } = options;
  const streams = new EventStreams(options);
  stopping.addEventListener('abort', () => {
    streams.stop();
  });

  function reserve(request: IncomingMessage, response: ServerResponse): void {
    if (!reserves) return refuse(response, severalProcesses);
    const token = stopping.aborted ? undefined : streams.reserve(request);
    if (token === undefined) {
      refuse(response, stopping.aborted ? refusals.stopping : refusals['too many']);
      return;
    }
    response.writeHead(201, { 'content-type': 'text/plain; charset=utf-8' }).end(token);
  }

  function open(request: IncomingMessage, response: ServerResponse): void {
    const found = streams.find(request);
    if (!found) refuse(response, notFound);
    else if (found.stream) refuse(response, refusals.exists);
    else {
      const { token } = found;
      const closed = () => {
        streams.close(token);
      };
      // The response of a client that has left is closed already, and does not say so again.
      if (response.destroyed) closed();
      else streams.open(token, new EventStream(response, pingMs, closed));
    }
  }

  async function start(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const arrivedAt = arrivalOnClock(now(), request);
    const body = await readBody(request, MAX_BODY_BYTES);
    const stream = streams.find(request)?.stream;
    if (!stream) return refuse(response, notFound);
    if (body === null) return refuse(response, bodyTooLarge);
    const text = textOf(body);
    if (text === undefined) return refuse(response, bodyNotUtf8);
    const params = readParams(text);
    const id: unknown = params?.extensions?.['operationId'];
    if (!params || typeof id !== 'string' || id === '') return refuse(response, noOperation);
    const { headers } = request;
    const parent = recordOf(request);
    const notStarted = stream.start(id, (signal) =>
      runOperation(yoga, { params, headers, signal, arrivedAt, parent }, load),
    );
    if (notStarted) return refuse(response, refusals[notStarted]);
    return replyJson(response, 202, null);
  }

  function end(request: IncomingMessage, response: ServerResponse): void {
    const id = new URLSearchParams(request.url?.split('?')[1]).get('operationId');
    const stream = streams.find(request)?.stream;
    if (!stream) refuse(response, notFound);
    else if (id === null) refuse(response, noOperation);
    else {
      stream.complete(id);
      response.writeHead(200).end();
    }
  }

  return {
    /** Answers a request; the promise rejects when its body cannot be read. */
    async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
      const { method, url = '' } = request;
      if (method === 'PUT') reserve(request, response);
      else if (method === 'DELETE') end(request, response);
      else if (tokenOf(request) === undefined) {
        request.url = url.replace(/^[^?]*/, '/graphql');
        await options.distinct(request, response);
      } else if (method === 'GET') open(request, response);
      else await start(request, response);
    },
    /** The number of streams that are open or reserved. */
    get size() {
      return streams.size;
    },
  };
}

function readParams(text: string): ReturnType<typeof paramsOf> {
  if (isJsonTooDeep(text)) return undefined;
  try {
    return paramsOf(JSON.parse(text));
  } catch {
    return undefined;
  }
}

const notFound: Refusal = {
  status: 404,
  code: 'NOT_FOUND',
  message: 'There is no open event stream with this token and key. Reserve one with PUT first.',
};

const severalProcesses: Refusal = {
  status: 405,
  code: 'METHOD_NOT_ALLOWED',
  message:
    'A server with several workers (WORKERS) has no event streams for several operations. Use one stream for each operation, or a WebSocket.',
  headers: { allow: 'GET, POST' },
};

const noOperation: Refusal = {
  status: 400,
  code: 'BAD_REQUEST',
  message: 'Send a GraphQL request with a text `operationId` in `extensions`.',
};

const refusals: Readonly<Record<NotStarted, Refusal>> = {
  exists: {
    status: 409,
    code: 'ALREADY_OPEN',
    message: 'This token has an open stream, or the stream has an operation with this ID.',
  },
  'too many': {
    status: 429,
    code: 'TOO_MANY_STREAMS',
    message:
      'There may be 100 event streams for a key, 10,000 for all keys, 5,000 for all keys that PostHog has not accepted before, and 100 operations on a stream.',
  },
  stopping: serverStopping,
};
