import type { ExperimentEvent } from '../../../events/event.ts';
import type { EventType } from '../../../events/event-types.ts';
import type { LiveEvent } from '../../subscriptions/topic.ts';
import { eventsOf, type FactsState } from './topics.ts';

/** Which events a subscriber wants; what is left out does not restrict them. */
export interface EventFilter {
  readonly types?: readonly EventType[] | null | undefined;
  /** At least one of these tags. */
  readonly tags?: readonly string[] | null | undefined;
}

/** What a subscriber receives. */
export interface MatchingEvents extends LiveEvent<FactsState> {
  readonly events: readonly ExperimentEvent[];
}

const matches = ({ types, tags }: EventFilter, { type, experiment }: ExperimentEvent): boolean =>
  (types == null || types.includes(type)) &&
  (tags == null || tags.some((tag) => experiment.tags.includes(tag)));

/** Passes on live events with the events that match. One in which nothing matches is left out, and its cost is added to the next. */
export class MatchingIterator implements AsyncIterableIterator<MatchingEvents, undefined> {
  readonly #source: AsyncIterableIterator<LiveEvent<FactsState>, undefined>;
  readonly #filter: EventFilter;
  #cost = { calls: 0, shared: 0 };

  constructor(
    source: AsyncIterableIterator<LiveEvent<FactsState>, undefined>,
    filter: EventFilter,
  ) {
    this.#source = source;
    this.#filter = filter;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<MatchingEvents, undefined>> {
    for (;;) {
      // Each depends on whether the one before is wanted.
      // oxlint-disable-next-line no-await-in-loop
      const { done, value } = await this.#source.next();
      if (done) return { done, value };
      this.#cost = {
        calls: this.#cost.calls + value.cost.calls,
        shared: this.#cost.shared + value.cost.shared,
      };
      const all = value.before ? eventsOf(value.before, value.state) : [];
      const events = all.filter((event) => matches(this.#filter, event));
      if (all.length > 0 && events.length === 0) continue;
      const cost = this.#cost;
      this.#cost = { calls: 0, shared: 0 };
      const changes = events.map((after) => ({ field: 'events', before: null, after }));
      return { done: false, value: { ...value, changes, cost, events } };
    }
  }

  async return(): Promise<IteratorResult<MatchingEvents, undefined>> {
    await this.#source.return?.();
    return { done: true, value: undefined };
  }
}
