import { priorities, type RequestPlan, type Reservation } from './plan.ts';

/** The calls that the budget layer has set aside for one request. Only that layer sets any aside. */
export class ReservedCalls {
  #reservation: Reservation | Promise<Reservation> | undefined;

  /**
   * What is set aside; `reserve` is asked for it once, when the first call of the request is made.
   * @throws what `reserve` throws, for every call of the request (also as a rejection)
   */
  reservation(
    reserve: () => Reservation | Promise<Reservation>,
  ): Reservation | Promise<Reservation> {
    return (this.#reservation ??= settledBy(reserve));
  }

  /** Gives back what was not used. */
  release(): void {
    const reservation = this.#reservation;
    if (!(reservation instanceof Promise)) reservation?.release();
    else
      reservation.then(
        (granted) => granted.release(),
        () => undefined,
      );
  }
}

/** What a function returns, or a promise that rejects with what it throws. */
function settledBy<Value>(get: () => Value | Promise<Value>): Value | Promise<Value> {
  try {
    return get();
  } catch (error) {
    return Promise.reject(error);
  }
}

/** One request from before it is planned until it is over. */
export class PlannedRequest {
  readonly reserved = new ReservedCalls();
  #plan: RequestPlan;
  #isDecided = false;
  #whenOver: (() => void) | undefined;

  /** @param first what is known before the document is priced; everything else is at its default until then */
  constructor(first: Partial<RequestPlan> = {}) {
    this.#plan = {
      freshness: {},
      priority: priorities.query,
      forecast: undefined,
      maxCalls: Infinity,
      speculatesOn: undefined,
      ...first,
    };
  }

  get plan(): RequestPlan {
    return this.#plan;
  }

  /**
   * Decides how the calls of the request are made; what is left out stays as it is.
   * @throws TypeError when it was decided before: calls may already have been made by that
   */
  decide(plan: Partial<RequestPlan>): void {
    if (this.#isDecided) throw new TypeError('A request is planned once.');
    this.#isDecided = true;
    this.#plan = { ...this.#plan, ...plan };
  }

  /** Calls `whenOver` at the end of the request, once; a later one replaces it. */
  onEnd(whenOver: () => void): void {
    this.#whenOver = whenOver;
  }

  /** The request is over: gives back the calls that were set aside and not made. */
  end(): void {
    this.#whenOver?.();
    this.#whenOver = undefined;
    this.reserved.release();
  }
}
