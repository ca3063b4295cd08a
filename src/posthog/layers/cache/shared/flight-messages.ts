import type { SharedMessages, Subscription } from '../../../../shared-store/shared-store.ts';

/**
 * What became of a read that other replicas may wait for: its answer is stored; PostHog refused it, which is stored
 * for those who wait; or neither, so that everybody has to ask.
 */
export type FlightOutcome = 'stored' | 'refused' | 'lost';

const isOutcome = (text: string): text is FlightOutcome =>
  text === 'stored' || text === 'refused' || text === 'lost';

type Listener = (outcome: FlightOutcome) => void;

/** Messages about reads in flight, by the name of the flight. */
export class FlightMessages {
  readonly #messages: SharedMessages;
  readonly #channel: string;
  readonly #subscription: Subscription;
  readonly #listeners = new Map<string, Set<Listener>>();

  constructor(messages: SharedMessages, channel: string) {
    this.#messages = messages;
    this.#channel = channel;
    this.#subscription = messages.subscribe(channel, {
      message: (text) => {
        const [outcome = '', flight = ''] = text.split(' ');
        if (!isOutcome(outcome)) return;
        for (const listener of this.#listeners.get(flight) ?? []) listener(outcome);
      },
    });
    // Without messages, those who wait look from time to time.
    this.#subscription.ready.catch(() => undefined);
  }

  /** Calls `listener` for each message about a flight, until the returned function is called. */
  listen(flight: string, listener: Listener): () => void {
    const listeners = this.#listeners.get(flight) ?? new Set();
    this.#listeners.set(flight, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#listeners.delete(flight);
    };
  }

  /** @throws StoreUnavailable */
  async tell(flight: string, outcome: FlightOutcome): Promise<void> {
    await this.#messages.publish(this.#channel, `${outcome} ${flight}`);
  }

  close(): void {
    this.#subscription.close();
  }
}
