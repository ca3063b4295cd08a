import type { CountedCall, WindowsRequest } from '../../../../shared-store/windows.ts';
import type { OwnCall } from './own-calls.ts';

/** Most calls that one exchange reports, so that none of them holds up the store. */
const MOST_CALLS = 500;

interface Counted extends OwnCall {
  readonly reservation: string | undefined;
}

/** What one exchange reports to the other replicas. */
export interface Batch {
  readonly counted: readonly Counted[];
  readonly takenBack: readonly string[];
  readonly released: readonly string[];
  /** Epoch milliseconds until which PostHog throttles the key; 0 when it answered, undefined for no change. */
  readonly throttledUntil: number | undefined;
}

/** What happened to a key in this process and the store has not confirmed. */
export class UnreportedCalls {
  readonly #counted = new Map<string, Counted>();
  readonly #takenBack = new Set<string>();
  readonly #released = new Set<string>();
  #throttledUntil: number | undefined;

  /** Calls that are in no exchange. */
  get calls(): number {
    return this.#counted.size;
  }

  get isEmpty(): boolean {
    return (
      this.#counted.size === 0 &&
      this.#takenBack.size === 0 &&
      this.#released.size === 0 &&
      this.#throttledUntil === undefined
    );
  }

  count({ id, at }: OwnCall, reservation?: string): void {
    this.#counted.set(id, { id, at, reservation });
  }

  takeBack(call: OwnCall): void {
    // Reported or not: an exchange that counts it may be under way.
    this.#counted.delete(call.id);
    this.#takenBack.add(call.id);
  }

  release(reservation: string): void {
    this.#released.add(reservation);
  }

  throttle(until: number): void {
    this.#throttledUntil = until;
  }

  /** Reports all these calls again; the store counts none of them twice. */
  repeat(calls: readonly OwnCall[]): void {
    for (const call of calls) if (!this.#counted.has(call.id)) this.count(call);
  }

  /** Removes what the next exchange reports. */
  take(): Batch {
    const counted = [...this.#counted.values()].slice(0, MOST_CALLS);
    for (const { id } of counted) this.#counted.delete(id);
    const batch: Batch = {
      counted,
      takenBack: [...this.#takenBack],
      released: [...this.#released],
      throttledUntil: this.#throttledUntil,
    };
    this.#takenBack.clear();
    this.#released.clear();
    this.#throttledUntil = undefined;
    return batch;
  }

  /** The exchange failed, and it is not known whether the store has it: all of it has to be reported again. */
  restore({ counted, takenBack, released, throttledUntil }: Batch): void {
    for (const call of counted) {
      if (!this.#takenBack.has(call.id)) this.#counted.set(call.id, call);
    }
    for (const id of takenBack) this.#takenBack.add(id);
    for (const id of released) this.#released.add(id);
    this.#throttledUntil ??= throttledUntil;
  }
}

/** A batch in the words of the store, which has its own clock. */
export function requestOf(batch: Batch, now: number): WindowsRequest {
  const { counted, takenBack, released, throttledUntil } = batch;
  return {
    counted: counted.map(({ id, at, reservation }): CountedCall => ({
      id,
      reservation,
      agoMs: Math.max(0, now - at),
    })),
    takenBack,
    released,
    throttledMs: throttledUntil === undefined ? undefined : Math.max(0, throttledUntil - now),
  };
}
