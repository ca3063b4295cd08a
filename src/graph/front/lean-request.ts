import type { IncomingMessage } from 'node:http';
import { arrivalOf } from '../../arrival.ts';

/**
 * As much of a fetch `Request` as the graph and its plugins read. Building the whole one is most of
 * the time a small query takes.
 */
export class LeanRequest {
  readonly method = 'POST';
  readonly headers: { get(name: string): string | null };
  readonly signal: AbortSignal;
  /** On the clock of `performance.now()`. */
  readonly arrivedAt: number;
  readonly #path: string;

  constructor(request: IncomingMessage, signal: AbortSignal) {
    this.signal = signal;
    this.arrivedAt = arrivalOf(request);
    this.#path = request.url ?? '/graphql';
    const { headers } = request;
    this.headers = {
      get(name) {
        const value = headers[name.toLowerCase()];
        return value === undefined ? null : String(value);
      },
    };
  }

  get url(): string {
    return `http://${this.headers.get('host') ?? 'localhost'}${this.#path}`;
  }
}
