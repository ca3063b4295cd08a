/** What graphql-ws holds of an operation that has no answer yet: closing it cancels the operation. */
export class Cancellation implements AsyncIterableIterator<never, undefined> {
  readonly #abort = new AbortController();

  /** Aborts when the client completes the operation, and when its connection closes. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<never, undefined>> {
    return Promise.resolve({ done: true, value: undefined });
  }

  return(): Promise<IteratorResult<never, undefined>> {
    this.#abort.abort();
    return Promise.resolve({ done: true, value: undefined });
  }

  /** Events that end when the operation is cancelled, and cancel it when they are closed. */
  events<Event>(source: AsyncIterable<Event>): AsyncIterableIterator<Event, undefined> {
    const events = source[Symbol.asyncIterator]();
    const cancel = () => this.return();
    return {
      [Symbol.asyncIterator]() {
        return this;
      },
      async next() {
        const { done, value } = await events.next();
        return done ? { done, value: undefined } : { done: false, value };
      },
      async return() {
        await cancel();
        await events.return?.();
        return { done: true, value: undefined };
      },
    };
  }
}
