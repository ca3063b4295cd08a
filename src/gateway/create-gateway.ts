import { createServer, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { exchange } from './fetch-exchange.ts';
import type { Gateway, GatewayOptions } from './gateway.ts';
import { LazyGateway } from './lazy-gateway.ts';
import { logTo } from './log-to.ts';
import { mountOf, type Mount } from './mount.ts';
import type { RequestAddress } from './open-gateway.ts';
import { readOptions } from './read-options.ts';
import { RequestHandler } from './request-handler.ts';

/** A request of the Fetch API. */
interface Fetched {
  readonly original: Request;
  readonly mount: Mount | undefined;
}

/**
 * Creates the GraphQL API, the REST API and MCP for mounting in another server. Nothing is opened or connected before
 * the first request or `ready()`. It reads no environment variable, writes to no stream of the process and listens to
 * no signal.
 * @throws GatewayOptionsError for options that are unknown or not valid, and where `posthogApiKey` is set and nothing
 *   decides who may use it
 */
export function createGateway(options: GatewayOptions = {}): Gateway {
  const { basePath = '', sandbox, logger } = options;
  const addresses = new WeakMap<IncomingMessage, RequestAddress>();
  const gateway = new LazyGateway({
    ...readOptions(options),
    logDestination: logTo(logger),
    ...(sandbox && { sandbox }),
    addressOf: (request) => addresses.get(request),
  });
  const handler = new RequestHandler(gateway, options, addresses);
  /** By the connection in memory on which the request arrives. */
  const fetched = new WeakMap<Duplex, Fetched>();
  const front = createServer((incoming, response) => {
    const { original, mount } = fetched.get(incoming.socket)!;
    const { origin } = new URL(original.url);
    void handler.handle({ incoming, original, mount, origin }, response);
  });
  const arrived = (incoming: IncomingMessage) => ({
    incoming,
    original: incoming,
    mount: mountOf(incoming, basePath),
  });
  return {
    fetch(original) {
      const { pathname, search } = new URL(original.url);
      const url = pathname + search;
      const mount = mountOf({ url }, basePath);
      return exchange(front, {
        request: original,
        url: mount?.url ?? url,
        onConnection: (socket) => void fetched.set(socket, { original, mount }),
      });
    },
    listener(incoming, response) {
      void handler.handle(arrived(incoming), response);
    },
    upgrade(incoming, socket, head) {
      // Node's type of the event allows for streams that are not sockets, on which no server of HTTP/1.1 listens.
      void handler.upgrade(arrived(incoming), socket as Socket, head);
    },
    ready: () => gateway.ready(),
    close: () => gateway.close(),
  };
}
