import type { EventType } from '../events/event-types.ts';
import type { DeliverySample } from '../webhooks/delivery-counts.ts';
import type { Round } from './watch-log.ts';

/** What a watcher has done since its start, for metrics. */
export interface WatchSample {
  readonly isWorking: boolean;
  readonly rounds: number;
  readonly failedRounds: number;
  /** Epoch seconds at which the last complete round ended; 0 before the first. */
  readonly lastRoundAt: number;
  /** Events that were found, by type. */
  readonly events: ReadonlyMap<EventType, number>;
  readonly deliveries: readonly DeliverySample[];
}

/** Counts rounds and events. */
export class WatchCounts {
  isWorking = false;
  #rounds = 0;
  #failedRounds = 0;
  #lastRoundAt = 0;
  readonly #events = new Map<EventType, number>();

  /** @param at when it ended */
  ended({ events, problems }: Round, at: Date): void {
    for (const { type } of events) this.#events.set(type, (this.#events.get(type) ?? 0) + 1);
    if (problems.length > 0) this.#failedRounds += 1;
    else {
      this.#rounds += 1;
      this.#lastRoundAt = at.getTime() / 1_000;
    }
  }

  failed(): void {
    this.#failedRounds += 1;
  }

  sample(deliveries: readonly DeliverySample[]): WatchSample {
    return {
      isWorking: this.isWorking,
      rounds: this.#rounds,
      failedRounds: this.#failedRounds,
      lastRoundAt: this.#lastRoundAt,
      events: new Map(this.#events),
      deliveries,
    };
  }
}
