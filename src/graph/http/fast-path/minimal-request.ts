import { toAbortSignal, type CancelSignal } from '../../../posthog/request/cancellation-token.ts';
import type { IncomingMessage } from 'node:http';
import type { Operation, Parent } from '../../../instrumentation/operation.ts';

/** What a request is part of, and the operation that it asks for, as they are reported. */
export interface Reported {
  readonly parent: Parent | undefined;
  /** Undefined when nothing observes. */
  readonly operation: Operation | undefined;
}

/**
 * As much of a fetch `Request` as the graph and its plugins read. Building the whole one is most of
 * the time a small query takes.
 */
export class MinimalRequest implements Reported {
  readonly method = 'POST';
  readonly headers: { get(name: string): string | null };
  /** Cancelled when the caller leaves. */
  readonly leaving: CancelSignal;
  /** When the request arrived, in epoch milliseconds: its deadline counts from there. */
  readonly arrivedAt: number;
  readonly parent: Parent | undefined;
  readonly operation: Operation | undefined;
  readonly #path: string;
  #signal: AbortSignal | undefined;

  constructor(
    request: Pick<IncomingMessage, 'headers' | 'url'>,
    leaving: CancelSignal,
    arrivedAt: number = Date.now(),
    { parent, operation }: Partial<Reported> = {},
  ) {
    this.leaving = leaving;
    this.arrivedAt = arrivedAt;
    this.parent = parent;
    this.operation = operation;
    this.#path = request.url ?? '/graphql';
    const { headers } = request;
    this.headers = {
      get(name) {
        const value = headers[name.toLowerCase()];
        return value === undefined ? null : String(value);
      },
    };
  }

  /** The same as a real signal, for plugins that read it. */
  get signal(): AbortSignal {
    return (this.#signal ??= toAbortSignal(this.leaving));
  }

  get url(): string {
    return `http://${this.headers.get('host') ?? 'localhost'}${this.#path}`;
  }
}
