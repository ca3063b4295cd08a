import type { CancelSignal } from '../../request/cancellation-token.ts';
import type { Priority, Reservation } from '../../request/plan.ts';

/** An operation that waits until its calls fit. */
export interface Waiter {
  readonly calls: number;
  readonly priority: Priority;
  /** Epoch milliseconds after which the caller no longer needs them. */
  readonly until: number;
}

interface Place extends Waiter {
  readonly admit: (reservation: Reservation) => void;
  readonly refuse: (reason: Error) => void;
}

/** The operations that wait for one key: mutations first, pollers last, those of one kind in order of arrival. */
export class WaitingLine {
  readonly #places: Place[] = [];

  get length(): number {
    return this.#places.length;
  }

  /** A copy, so that operations may leave while it is walked through. */
  all(): readonly Waiter[] {
    return this.#places.slice();
  }

  /**
   * Waits until `admit` is called for it.
   * @returns what `admit` was given
   * @throws what `refuse` was given, or the signal's reason when it aborts
   */
  enter(waiter: Waiter, signal: CancelSignal | undefined): Promise<Reservation> {
    const { calls, priority, until } = waiter;
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.refuse(place, signal?.reason as Error);
      };
      const settle = (end: () => void) => {
        signal?.removeEventListener('abort', leave);
        end();
      };
      const place: Place = {
        calls,
        priority,
        until,
        admit: (reservation) => settle(() => resolve(reservation)),
        refuse: (reason) => settle(() => reject(reason)),
      };
      const at = this.#places.findIndex((other) => other.priority > priority);
      this.#places.splice(at === -1 ? this.#places.length : at, 0, place);
      signal?.addEventListener('abort', leave, { once: true });
    });
  }

  /** Ends the wait of an operation, for which its calls are reserved; false when it has left. */
  admit(waiter: Waiter, reservation: Reservation): boolean {
    const place = this.#remove(waiter);
    place?.admit(reservation);
    return place !== undefined;
  }

  refuse(waiter: Waiter, reason: Error): void {
    this.#remove(waiter)?.refuse(reason);
  }

  #remove(waiter: Waiter): Place | undefined {
    const at = this.#places.findIndex((place) => place === waiter);
    return at === -1 ? undefined : this.#places.splice(at, 1)[0];
  }
}
