import { Agent, request, type IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import type { GraphQLBody } from './post.ts';

export interface ConnectionAnswer<Data> {
  readonly status: number | undefined;
  readonly requestId: string;
  readonly body: GraphQLBody<Data>;
}

/** One connection to a server, on which requests follow each other. */
export interface Connection {
  /** Sends an operation, with the key of the sandbox. */
  post<Data = unknown>(query: string, variables?: object): Promise<ConnectionAnswer<Data>>;
  /** The status of a path. */
  get(path: string): Promise<number | undefined>;
  /** Opens a subscription over server-sent events, which keeps the connection. */
  subscribe<Data = unknown>(query: string): Promise<Events<Data>>;
  close(): void;
}

export interface Events<Data> {
  /** The next event. */
  next(): Promise<GraphQLBody<Data>>;
}

/** @param origin `http://127.0.0.1:PORT` */
export function openConnection(origin: string): Connection {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const send = (query: string, variables: object | undefined, accept: string) => {
    const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
    const headers = { 'content-type': 'application/json', accept, authorization: KEY };
    request(`${origin}/graphql`, { method: 'POST', agent, headers }, resolve)
      .on('error', reject)
      .end(JSON.stringify({ query, variables }));
    return promise;
  };
  return {
    get(path) {
      const { promise, resolve, reject } = Promise.withResolvers<number | undefined>();
      request(origin + path, { agent }, (response) => {
        response.resume().on('end', () => {
          resolve(response.statusCode);
        });
      })
        .on('error', reject)
        .end();
      return promise;
    },
    async post<Data>(query: string, variables?: object) {
      const response = await send(query, variables, 'application/json');
      const requestId = String(response.headers['x-request-id']);
      const body = (await json(response)) as GraphQLBody<Data>;
      return { status: response.statusCode, requestId, body };
    },
    subscribe: async (query) => eventsOf(await send(query, undefined, 'text/event-stream')),
    close() {
      agent.destroy();
    },
  };
}

const KEY = 'Bearer phx_sandbox';

function eventsOf<Data>(response: IncomingMessage): Events<Data> {
  const pieces = response.setEncoding('utf8')[Symbol.asyncIterator]();
  let text = '';
  return {
    async next() {
      for (;;) {
        const event = /^event: next\ndata: (.+)\n(?:id: .*\n)?\n/m.exec(text);
        if (event?.[1] !== undefined) {
          text = text.slice(event.index + event[0].length);
          return JSON.parse(event[1]) as GraphQLBody<Data>;
        }
        // oxlint-disable-next-line no-await-in-loop -- one piece after the other
        const piece = await pieces.next();
        if (piece.done) throw new Error(`The subscription was completed: ${text}`);
        text += String(piece.value);
      }
    },
  };
}
