import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Admissions, Credentials } from './admission.ts';

/** A request for a WebSocket that has passed the checks of the HTTP server. */
export interface WebSocketOpening {
  readonly request: IncomingMessage;
  readonly socket: Duplex;
  /** The first bytes after the request. */
  readonly head: Buffer;
  /**
   * Admits the caller, whose connection may also be refused.
   * @param sent what the caller sent after the request, because browsers cannot send it with it
   * @returns undefined where everybody is admitted with what they send
   */
  readonly admit: (
    sent: Pick<Credentials, 'authorization' | 'gatewayToken'>,
  ) => ReturnType<Admissions['admit']> | undefined;
  /** Answers the request with an error instead; for a handshake that is not valid. */
  readonly refuse: (message: string) => void;
}

/** The WebSockets of an API. */
export interface WebSocketHandler {
  /** Opens a WebSocket, or refuses its handshake. */
  readonly open: (opening: WebSocketOpening) => void;
  /** Number of operations that are not complete. */
  readonly size: number;
  /**
   * Closes every WebSocket without an operation under way at once, the others when their operations are complete.
   * Operations that arrive later are refused.
   */
  readonly stop: () => void;
}
