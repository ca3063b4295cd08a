/** Milliseconds of silence after which a connection says that it is still open: proxies close one after 30 to 60 seconds. */
export const PING_MS = 12_000;

const BEAT = Symbol('beat');

/** Events with a heartbeat whenever none has come for some time, so that proxies do not close the connection. */
export class Heartbeats<Event, Beat> implements AsyncIterableIterator<Event | Beat, undefined> {
  readonly #events: AsyncIterator<Event>;
  readonly #beat: Beat;
  readonly #everyMs: number;
  /** The event that is being waited for; a heartbeat does not lose it. */
  #next: Promise<IteratorResult<Event>> | undefined;

  /** @param everyMs milliseconds without an event after which a heartbeat follows */
  constructor(events: AsyncIterable<Event>, beat: Beat, everyMs: number) {
    this.#events = events[Symbol.asyncIterator]();
    this.#beat = beat;
    this.#everyMs = everyMs;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<Event | Beat, undefined>> {
    this.#next ??= this.#events.next();
    const silence = Promise.withResolvers<typeof BEAT>();
    const timer = setTimeout(silence.resolve, this.#everyMs, BEAT);
    try {
      const first = await Promise.race([this.#next, silence.promise]);
      if (first === BEAT) return { done: false, value: this.#beat };
      this.#next = undefined;
      return first.done ? { done: true, value: undefined } : first;
    } finally {
      clearTimeout(timer);
    }
  }

  async return(): Promise<IteratorResult<Event | Beat, undefined>> {
    await this.#events.return?.();
    return { done: true, value: undefined };
  }
}
