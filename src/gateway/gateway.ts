import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { GatewaySettings } from './settings.generated.ts';

/** A request whose caller the application decides about. */
export interface GatewayCaller {
  readonly headers: Headers;
  readonly method: string;
  /** The path below the base path, such as `/graphql`. */
  readonly path: string;
  /** The request as it was given to `listener`, `upgrade` or `fetch`, with what the application has added to it. */
  readonly request: IncomingMessage | Request;
}

/** A logger that takes an object and a message, such as pino's. */
export interface GatewayLogger {
  debug(details: object, message: string): void;
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

/** Options of {@link createGateway}. Every setting that is left out, undefined or empty has its default. */
export interface GatewayOptions extends GatewaySettings {
  /**
   * The path below which the gateway is mounted, such as `/experiments`. In Express it may be left out, because
   * Express says where it has mounted a handler.
   */
  readonly basePath?: string | undefined;
  /**
   * Decides whether a caller may use the gateway; false answers 401 with `CALLER_NOT_AUTHENTICATED`. It is required,
   * or `gatewayToken` is, where `posthogApiKey` is set. It is not called for paths without data, such as `/health`
   * and the files of GraphiQL. Return true for everybody if the application has checked its callers before.
   */
  readonly authenticate?: ((caller: GatewayCaller) => boolean | Promise<boolean>) | undefined;
  /** Receives the log, from which keys and tokens are removed; by default nothing is logged. */
  readonly logger?: GatewayLogger | undefined;
  /** The data of the embedded PostHog, which is used while `posthogHost` is not set. */
  readonly sandbox?:
    | {
        /** Number of experiments. */
        readonly experiments?: number;
        /** The date of the data, in ISO 8601; by default that of the start. */
        readonly now?: string;
      }
    | undefined;
}

/** Whether requests can be served. */
export interface GatewayReadiness {
  readonly ok: boolean;
  /** Why not. */
  readonly reason?: string | undefined;
}

/** The GraphQL API, the REST API and MCP, for mounting in another server. */
export interface Gateway {
  /**
   * Answers a request of the Fetch API. The answer of a subscription is a stream. Like `fetch`, it rejects only when
   * the request's signal aborts.
   */
  readonly fetch: (request: Request) => Promise<Response>;
  /** Answers a request of Node's HTTP server, or of a framework that is built on it. */
  readonly listener: (request: IncomingMessage, response: ServerResponse) => void;
  /** Handles the event `upgrade` of Node's HTTP server, for GraphQL over WebSocket. */
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  /**
   * Opens the gateway, if no request has opened it yet, and asks whether PostHog can be reached.
   * @throws Error when it cannot be opened, for example because a file of a setting cannot be read
   */
  ready(): Promise<GatewayReadiness>;
  /**
   * Stops: refuses new requests, completes subscriptions, gives requests in progress `shutdownTimeoutMs` to finish,
   * and closes all connections.
   */
  close(): Promise<void>;
}
