import { z } from 'zod';
import { eventShape, type ExperimentEvent } from '../events/event.ts';
import type {
  QueueEntry,
  StateCollection,
  StateQueue,
  WatchState,
} from '../watch-state/watch-state.ts';
import { GIVEN_UP_AFTER_MS, waitAfter } from './backoff.ts';
import type { DeadLetters } from './dead-letters.ts';
import type { DeliveryLog } from './delivery-log.ts';
import {
  digestOf,
  endpointStates,
  IN_USE,
  isDisabled,
  type EndpointState,
} from './endpoint-state.ts';
import type { Endpoint } from './endpoint.ts';
import type { post } from './post.ts';
import { signedRequest } from './signed-request.ts';

/** Events that wait for one endpoint at most; further ones are dead letters at once. */
const MOST_WAITING = 10_000;
/** Events that are read from the state together. */
const BATCH = 50;

/** An event that waits, and since when, in epoch milliseconds. */
const waitingShape = z.object({ event: eventShape, since: z.number() });

type Waiting = z.infer<typeof waitingShape>;

export interface QueueParts {
  readonly state: WatchState;
  readonly deadLetters: DeadLetters;
  readonly post: typeof post;
  readonly log: DeliveryLog;
  readonly now: () => Date;
  /** A number from 0 to 1, for the jitter. */
  readonly random: () => number;
}

/**
 * The events that wait for one endpoint, in the order in which they were found. They are sent one after the other: while
 * the first is not delivered, the others wait. An event is removed only after it was delivered or given up.
 */
export class EndpointQueue {
  readonly endpoint: Endpoint;
  readonly #parts: QueueParts;
  readonly #events: StateQueue<Waiting>;
  readonly #states: StateCollection<EndpointState>;

  constructor(endpoint: Endpoint, parts: QueueParts) {
    this.endpoint = endpoint;
    this.#parts = parts;
    this.#events = parts.state.queue(`webhook-outbox-${endpoint.name}`, waitingShape);
    this.#states = endpointStates(parts.state);
  }

  /**
   * Adds an event, which is stored when it resolves.
   * @throws WatchStateError, StoreUnavailable, or an error of the file system
   */
  async put(event: ExperimentEvent): Promise<void> {
    if ((await this.#events.size()) >= MOST_WAITING)
      await this.#giveUp([event], `${MOST_WAITING} events wait already`);
    else await this.#events.append({ event, since: this.#parts.now().getTime() });
  }

  /**
   * Sends what waits and is due, until nothing is left or an attempt fails.
   * @param signal aborts between attempts, and the attempt under way
   * @returns milliseconds until the next attempt; undefined if nothing waits
   * @throws WatchStateError, StoreUnavailable, or an error of the file system
   */
  async deliverDue(signal?: AbortSignal): Promise<number | undefined> {
    const { endpoint } = this;
    const { now, log } = this.#parts;
    let known = (await this.#states.get(endpoint.name)) ?? IN_USE;
    for (;;) {
      // In order: each is sent when the one before was delivered.
      // oxlint-disable-next-line no-await-in-loop
      const entries = await this.#events.read(BATCH);
      if (entries.length === 0) return this.#rest(undefined);
      for (const entry of entries) {
        if (signal?.aborted) return this.#rest(0);
        if (isDisabled(known, endpoint)) {
          // oxlint-disable-next-line no-await-in-loop
          await this.#drop(entry, 'it was answered with 410, so the endpoint is disabled');
          continue;
        }
        // oxlint-disable-next-line no-await-in-loop
        known = await this.#afterClockChange(known);
        const wait = known.retryAt - now().getTime();
        if (wait > 0) return this.#rest(wait);
        // oxlint-disable-next-line no-await-in-loop
        known = await this.#attempt(entry, known, signal);
        if (known.failures > 0 && !isDisabled(known, endpoint))
          return this.#rest(known.retryAt - now().getTime());
      }
      log.waiting(endpoint.name, 0);
    }
  }

  async #attempt(
    entry: QueueEntry<Waiting>,
    known: EndpointState,
    signal: AbortSignal | undefined,
  ): Promise<EndpointState> {
    const { endpoint } = this;
    const { name } = endpoint;
    const { now, log, post: send, random } = this.#parts;
    const request = signedRequest(endpoint, entry.value.event, now());
    const attempt = await send(endpoint.url, request, { signal, now });
    // Cut off by the end of the watcher: whether it arrived is not known, so it is sent again.
    if (attempt.kind === 'failed' && signal?.aborted) return known;
    log.attempted(name, attempt.kind === 'delivered' ? 'delivered' : 'failed');
    if (attempt.kind === 'delivered') {
      await this.#events.remove(entry.id);
      if (known === IN_USE) return known;
      await this.#states.delete(name);
      if (known.failures > 0) log.onRecovered(name, known.failures);
      return IN_USE;
    }
    if (attempt.kind === 'gone') {
      const disabled = { ...IN_USE, disabledUrl: digestOf(endpoint) };
      await this.#states.set(name, disabled);
      log.onDisabled(name);
      return disabled;
    }
    if (known.failures === 0) log.onFailing(name, attempt.reason);
    const failures = known.failures + 1;
    const wait = waitAfter(failures, attempt.retryAfterMs, random());
    const failed = { ...IN_USE, failures, retryAt: now().getTime() + wait, waitMs: wait };
    await this.#states.set(name, failed);
    await this.#giveUpOld(attempt.reason);
    return failed;
  }

  /**
   * Gives up every event that has waited too long, after an attempt has failed. Those behind the first have waited for
   * the same endpoint; with one at each attempt, they would wait for weeks, and those that come later behind them.
   */
  async #giveUpOld(reason: string): Promise<void> {
    const before = this.#parts.now().getTime() - GIVEN_UP_AFTER_MS;
    for (;;) {
      // A batch at a time, in order: they are written into the file together, and only then removed.
      // oxlint-disable-next-line no-await-in-loop
      const entries = await this.#events.read(BATCH);
      const old = entries.filter(({ value }) => value.since < before);
      if (old.length === 0) return;
      // oxlint-disable-next-line no-await-in-loop
      await this.#giveUp(
        old.map(({ value }) => value.event),
        reason,
      );
      // oxlint-disable-next-line no-await-in-loop
      for (const { id } of old) await this.#events.remove(id);
      if (old.length < entries.length) return;
    }
  }

  /** Where the clock was set back since the last attempt, the wait begins anew: it would last as much longer. */
  async #afterClockChange(known: EndpointState): Promise<EndpointState> {
    const now = this.#parts.now().getTime();
    if (known.retryAt - now <= known.waitMs) return known;
    const again = { ...known, retryAt: now + known.waitMs };
    await this.#states.set(this.endpoint.name, again);
    return again;
  }

  async #drop({ id, value }: QueueEntry<Waiting>, reason: string): Promise<void> {
    await this.#giveUp([value.event], reason);
    await this.#events.remove(id);
  }

  async #giveUp(events: readonly ExperimentEvent[], reason: string): Promise<void> {
    const { now, deadLetters, log } = this.#parts;
    const { name } = this.endpoint;
    const at = now().toISOString();
    await deadLetters.append(events.map((event) => ({ at, endpoint: name, reason, event })));
    log.onGivenUp(name, events.length, reason);
  }

  async #rest(wait: number | undefined): Promise<number | undefined> {
    const waiting = wait === undefined ? 0 : await this.#events.size();
    this.#parts.log.waiting(this.endpoint.name, waiting);
    return wait;
  }
}
