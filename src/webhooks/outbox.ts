import type { ExperimentEvent } from '../events/event.ts';
import { EndpointQueue, type QueueParts } from './endpoint-queue.ts';
import type { Endpoint } from './endpoint.ts';
import { wants } from './wants.ts';

/** How often an endpoint for which nothing waits is looked at again, in milliseconds. */
const IDLE_MS = 60_000;
/** The wait after the state could not be used, in milliseconds. */
const STATE_RETRY_MS = 30_000;

export interface OutboxOptions extends QueueParts {
  readonly endpoints: readonly Endpoint[];
  /** Waits; rejects when the signal aborts. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** Delivers events to all endpoints, each at its own pace. */
export class Outbox {
  readonly #queues: readonly EndpointQueue[];
  readonly #options: OutboxOptions;
  #news = new AbortController();

  constructor(options: OutboxOptions) {
    this.#options = options;
    this.#queues = options.endpoints.map((endpoint) => new EndpointQueue(endpoint, options));
  }

  /**
   * Stores an event for every endpoint that wants it.
   * @throws WatchStateError, StoreUnavailable, or an error of the file system: it is to be put again then, and an endpoint
   * may get it twice, with the same id
   */
  async put(event: ExperimentEvent): Promise<void> {
    await Promise.all(
      this.#queues
        .filter(({ endpoint }) => wants(endpoint, event))
        .map((queue) => queue.put(event)),
    );
    this.#news.abort();
    this.#news = new AbortController();
  }

  /**
   * Sends what is due, once.
   * @returns the names of endpoints for which events are left
   * @throws WatchStateError, StoreUnavailable, or an error of the file system
   */
  async deliverOnce(signal?: AbortSignal): Promise<string[]> {
    const left = await Promise.all(
      this.#queues.map(async (queue) =>
        (await queue.deliverDue(signal)) === undefined ? [] : [queue.endpoint.name],
      ),
    );
    return left.flat();
  }

  /** Sends what waits, and what is put later, until the signal aborts. Never rejects. */
  async run(signal: AbortSignal): Promise<void> {
    await Promise.all(this.#queues.map((queue) => this.#runQueue(queue, signal)));
  }

  async #runQueue(queue: EndpointQueue, signal: AbortSignal): Promise<void> {
    const { log, sleep } = this.#options;
    while (!signal.aborted) {
      // What is put from here on ends the wait below.
      const news = this.#news.signal;
      let wait = STATE_RETRY_MS;
      try {
        // One attempt after the other.
        // oxlint-disable-next-line no-await-in-loop
        wait = (await queue.deliverDue(signal)) ?? IDLE_MS;
      } catch (error) {
        log.onStateFailure(queue.endpoint.name, error);
      }
      if (wait > 0 && !signal.aborted)
        // oxlint-disable-next-line no-await-in-loop
        await sleep(wait, AbortSignal.any([signal, news])).catch(() => undefined);
    }
  }
}
