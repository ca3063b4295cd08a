import { randomUUID } from 'node:crypto';
import { ask } from '../../replicas/ask.ts';
import { eventsOf } from '../../replicas/event-stream.ts';
import type { Running } from '../running.ts';
import { resultOf, type Load } from './load.ts';

const EXPERIMENT = '3';
const subscription = `subscription {
  experimentChanged(id: "${EXPERIMENT}") {
    isFirst changes { field before after } experiment { name status description }
  }
}`;
const mutation = `mutation ($text: String!) {
  updateExperiment(input: { id: "${EXPERIMENT}", description: $text }) {
    __typename ... on UpdateExperimentPayload { experiment { description } }
  }
}`;
/** Milliseconds after which an event counts as lost. */
const LONGEST_MS = 30_000;

/** Listeners that begin at once: the server refuses requests beyond its limit for those in progress. */
const BATCH = 50;

/**
 * So many listeners to the changes of one experiment, over server-sent events. A run changes it again and again, each
 * time when all have received the change before: its requests are the events that were received.
 * @throws Error when a listener fails, or does not receive its first event
 */
export async function openListeners(running: Running, count: number): Promise<Load> {
  const ended = new AbortController();
  let awaited: Awaited | undefined;
  let bytes = 0;
  const listen = async () => {
    for await (const { payload } of eventsOf(running.url, subscription, { signal: ended.signal })) {
      if (payload.errors) throw new Error(JSON.stringify(payload.errors[0]));
      bytes += JSON.stringify(payload).length;
      awaited?.take(payload.data?.experimentChanged as ChangeEvent);
    }
    throw new Error('A stream of events ended.');
  };
  const fail = (error: unknown) => {
    if (!ended.signal.aborted) awaited?.fail(error);
  };
  for (let open = 0; open < count; open += BATCH) {
    // The first event says how things are.
    awaited = new Awaited(BATCH, ({ isFirst }) => isFirst);
    for (let place = 0; place < BATCH; place += 1) listen().catch(fail);
    await awaited.all;
  }
  return {
    async run(seconds) {
      const startedAt = performance.now();
      const waits: number[] = [];
      bytes = 0;
      while (performance.now() - startedAt < seconds * 1_000) {
        const text = randomUUID();
        awaited = new Awaited(count, ({ experiment }) => experiment.description === text);
        const writtenAt = performance.now();
        const { data, errors } = await ask(running.url, mutation, { text });
        if (!data?.updateExperiment?.experiment) throw new Error(JSON.stringify(errors ?? data));
        await awaited.all;
        waits.push(...awaited.times.map((at) => at - writtenAt));
      }
      return resultOf(waits, { startedAt, bytes, errors: 0 });
    },
    close: async () => ended.abort(),
  };
}

interface ChangeEvent {
  readonly isFirst: boolean;
  readonly experiment: { readonly description: string };
}

/** An event that each of some listeners is to receive. */
class Awaited {
  /** When they received it. */
  readonly times: number[] = [];
  readonly #count: number;
  readonly #is: (event: ChangeEvent) => boolean;
  readonly #done = Promise.withResolvers<void>();
  readonly #timer: NodeJS.Timeout;

  constructor(count: number, is: (event: ChangeEvent) => boolean) {
    this.#count = count;
    this.#is = is;
    this.#timer = setTimeout(
      () => this.fail(new Error(`${this.times.length} of ${count} listeners received an event.`)),
      LONGEST_MS,
    );
    // A listener can fail while nobody waits; the next run then has too few.
    this.#done.promise.catch(() => undefined);
  }

  /** @throws Error when a listener fails, or receives nothing for too long */
  get all(): Promise<void> {
    return this.#done.promise;
  }

  take(event: ChangeEvent): void {
    if (!this.#is(event)) return;
    this.times.push(performance.now());
    if (this.times.length < this.#count) return;
    clearTimeout(this.#timer);
    this.#done.resolve();
  }

  fail(error: unknown): void {
    clearTimeout(this.#timer);
    this.#done.reject(error);
  }
}
