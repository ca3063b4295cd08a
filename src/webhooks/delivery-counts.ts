import type { DeliveryLog } from './delivery-log.ts';

/** What was delivered since the start, and what waits, by the name of the endpoint. */
export interface DeliverySample {
  readonly endpoint: string;
  readonly delivered: number;
  readonly failed: number;
  readonly givenUp: number;
  readonly waiting: number;
}

type Counts = { -readonly [Name in keyof DeliverySample]: DeliverySample[Name] };

/** Counts deliveries, for metrics. */
export class DeliveryCounts {
  readonly #byEndpoint: ReadonlyMap<string, Counts>;

  constructor(endpoints: readonly string[]) {
    this.#byEndpoint = new Map(
      endpoints.map((endpoint) => [
        endpoint,
        { endpoint, delivered: 0, failed: 0, givenUp: 0, waiting: 0 },
      ]),
    );
  }

  sample(): readonly DeliverySample[] {
    return Array.from(this.#byEndpoint.values(), (counts) => ({ ...counts }));
  }

  /** The log that counts what passes, before another one reports it. */
  counting(log: DeliveryLog): DeliveryLog {
    const add = (endpoint: string, name: 'delivered' | 'failed' | 'givenUp', count: number) => {
      const counts = this.#byEndpoint.get(endpoint);
      if (counts) counts[name] += count;
    };
    return {
      ...log,
      attempted: (endpoint, outcome) => {
        add(endpoint, outcome, 1);
        log.attempted(endpoint, outcome);
      },
      onGivenUp: (endpoint, events, reason) => {
        add(endpoint, 'givenUp', events);
        log.onGivenUp(endpoint, events, reason);
      },
      waiting: (endpoint, events) => {
        const counts = this.#byEndpoint.get(endpoint);
        if (counts) counts.waiting = events;
        log.waiting(endpoint, events);
      },
    };
  }
}
