import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { connectionOwner, type KnownKeys } from './connection-owner.ts';
import { ConnectionCounts, type ConnectionOwner } from './connections.ts';
import type { EventStream } from './event-stream.ts';

/** Header of the token, as graphql-sse names it. */
const TOKEN_HEADER = 'x-graphql-event-stream-token';
/** Parameter of the token in the address, for `EventSource`, which sends no headers. */
const TOKEN_PARAMETER = 'token';

/** Milliseconds from the reservation of a stream to its opening. */
const RESERVED_MS = 30_000;

interface Reservation {
  /** Whose it is: another caller's token finds nothing. */
  readonly credential: string | undefined;
  readonly release: () => void;
  /** Ends the reservation; undefined once the stream has been opened. */
  expiry: NodeJS.Timeout | undefined;
  stream: EventStream | undefined;
}

/** The event streams that carry several operations, by token: reserved, then opened by the same caller. */
export class EventStreams {
  readonly #keys: KnownKeys;
  readonly #counts = new ConnectionCounts();
  readonly #reservations = new Map<string, Reservation>();

  constructor(keys: KnownKeys) {
    this.#keys = keys;
  }

  /** The number of streams that are open or reserved. */
  get size(): number {
    return this.#reservations.size;
  }

  /**
   * Reserves a stream for a caller, for 30 seconds.
   * @returns its token; undefined when the caller's key has too many streams
   */
  reserve(request: IncomingMessage): string | undefined {
    const owner = this.#ownerOf(request);
    const release = this.#counts.open(owner);
    if (!release) return undefined;
    const { credential } = owner;
    const token = randomBytes(24).toString('base64url');
    const expiry = setTimeout(() => {
      this.close(token);
    }, RESERVED_MS);
    expiry.unref();
    this.#reservations.set(token, { credential, release, expiry, stream: undefined });
    return token;
  }

  /**
   * The token that a request names, and the stream if it is open.
   * @returns undefined when the request names none, or one that is not the caller's
   */
  find(request: IncomingMessage): { token: string; stream: EventStream | undefined } | undefined {
    const token = tokenOf(request);
    const reservation = token === undefined ? undefined : this.#reservations.get(token);
    if (token === undefined || !reservation) return undefined;
    if (reservation.credential !== this.#ownerOf(request).credential) return undefined;
    return { token, stream: reservation.stream };
  }

  /** Opens a reserved stream. */
  open(token: string, stream: EventStream): void {
    const reservation = this.#reservations.get(token);
    if (!reservation) return;
    clearTimeout(reservation.expiry);
    reservation.expiry = undefined;
    reservation.stream = stream;
  }

  /** Ends a reservation, or what an open stream is counted for. */
  close(token: string): void {
    const reservation = this.#reservations.get(token);
    if (!reservation) return;
    clearTimeout(reservation.expiry);
    this.#reservations.delete(token);
    reservation.release();
  }

  /** Ends every stream when its operations are complete. */
  stop(): void {
    for (const [token, { stream }] of this.#reservations) {
      if (stream) stream.stop();
      else this.close(token);
    }
  }

  #ownerOf({ headers }: IncomingMessage): ConnectionOwner {
    return connectionOwner(headers.authorization, this.#keys);
  }
}

/** The token a request names; undefined when it names none. */
export function tokenOf({ headers, url = '' }: IncomingMessage): string | undefined {
  const sent = headers[TOKEN_HEADER];
  if (typeof sent === 'string') return sent;
  return new URLSearchParams(url.split('?')[1]).get(TOKEN_PARAMETER) ?? undefined;
}
