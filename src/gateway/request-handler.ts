import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { internalServerError, serverStopping, type Refusal } from '../http/reply.ts';
import { refusalFormat } from '../server/refusal-format.ts';
import { setStandardHeaders } from '../server/standard-headers.ts';
import { refuseUpgrade } from '../server/upgrades.ts';
import { checkCaller } from './admission.ts';
import { withReadableBody } from './consumed-body.ts';
import type { GatewayOptions } from './gateway.ts';
import type { LazyGateway } from './lazy-gateway.ts';
import type { Mount } from './mount.ts';
import type { OpenGateway, RequestAddress } from './open-gateway.ts';

/** A request for a mounted gateway. */
export interface MountedRequest {
  readonly incoming: IncomingMessage;
  /** The request as the application has it. */
  readonly original: IncomingMessage | Request;
  /** Undefined when the address is not below the mount. */
  readonly mount: Mount | undefined;
  /** The origin that a request of the Fetch API was sent to. */
  readonly origin?: string;
}

/** What to do with a request: pass it on to the gateway's server, or refuse it. */
type Outcome = { readonly gateway: OpenGateway; readonly incoming: IncomingMessage } | Refusal;

type Options = Pick<GatewayOptions, 'authenticate' | 'basePath' | 'logger'>;

/** Passes requests of the application on to the gateway's server, with the path below the mount as their address. */
export class RequestHandler {
  readonly #gateway: LazyGateway;
  readonly #options: Options;
  readonly #addresses: WeakMap<IncomingMessage, RequestAddress>;

  /** @param addresses where the address of each request is noted that is passed on */
  constructor(
    gateway: LazyGateway,
    options: Options,
    addresses: WeakMap<IncomingMessage, RequestAddress>,
  ) {
    this.#gateway = gateway;
    this.#options = options;
    this.#addresses = addresses;
  }

  async handle(request: MountedRequest, response: ServerResponse): Promise<void> {
    const { mount } = request;
    if (mount?.isExact && pathOf(mount) === '/') {
      // Relative, so that it stays below the path prefix of a proxy.
      const location = `./${mount.prefix.slice(mount.prefix.lastIndexOf('/') + 1)}/graphql`;
      response.writeHead(302, { location }).end();
      return;
    }
    const outcome = await this.#decide(request);
    if ('code' in outcome) {
      setStandardHeaders(response);
      refusalFormat(mount ? pathOf(mount) : '', { rest: true, mcp: true })(response, outcome);
      return;
    }
    const { gateway, incoming } = outcome;
    gateway.exchanges.add(response);
    gateway.server.emit('request', incoming, response);
  }

  async upgrade(request: MountedRequest, socket: Socket, head: Buffer): Promise<void> {
    const outcome = await this.#decide(request);
    if ('code' in outcome) refuseUpgrade(request.incoming, socket, outcome);
    else outcome.gateway.server.emit('upgrade', outcome.incoming, socket, head);
  }

  async #decide({ incoming, original, mount, origin }: MountedRequest): Promise<Outcome> {
    if (!mount) return this.#notMounted();
    if (this.#gateway.isClosed) return serverStopping;
    try {
      const path = pathOf(mount);
      const refusal = await checkCaller({ incoming, original, path }, this.#options.authenticate);
      if (refusal) return refusal;
      const gateway = await this.#gateway.open();
      if (this.#gateway.isClosed) return serverStopping;
      const readable = withReadableBody(incoming);
      if (!readable) return bodyIsGone;
      readable.url = mount.url;
      this.#addresses.set(readable, { prefix: mount.prefix, origin });
      return { gateway, incoming: readable };
    } catch (error) {
      return this.#failed(error);
    }
  }

  #failed(err: unknown): Refusal {
    const errorId = randomUUID();
    this.#options.logger?.error(
      { err, errorId },
      'a request could not be passed on to the gateway',
    );
    return internalServerError(errorId);
  }

  #notMounted(): Refusal {
    const { basePath = '' } = this.#options;
    return {
      status: 404,
      code: 'NOT_FOUND',
      message: `Not found. The APIs are below ${basePath}.`,
    };
  }
}

const pathOf = ({ url }: Mount) => url.split('?', 1)[0] ?? '';

const bodyIsGone: Refusal = {
  status: 500,
  code: 'INTERNAL_SERVER_ERROR',
  message:
    'The application has read the body of this request and left nothing of it. Mount this API before whatever parses bodies.',
};
