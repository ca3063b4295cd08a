import { priorities, type Priority, type Reservation } from '../layers/budget/admission.ts';

/** How old an answer the caller takes. */
export interface FreshnessPolicy {
  /** Milliseconds; 0 asks PostHog again. Undefined leaves it to the defaults. */
  readonly maxAgeMs?: number | undefined;
  /** False when the caller prefers an error to an answer past its freshness. */
  readonly staleOk?: boolean | undefined;
}

/**
 * The calls a request is expected to make, asked when the first one leaves: what is answered from what
 * is kept needs none. An object and not a closure: V8 let each request live until the next full
 * collection when its plan had a function of its own.
 */
export interface Forecast {
  calls(): number;
}

/** What was decided for one request before it ran. Every call of the request reads it. */
export class RequestPlan {
  freshness: FreshnessPolicy = {};
  priority: Priority = priorities.query;
  /** What the request is expected to take; set aside together, calls beyond it queue one by one. */
  forecast: Forecast | undefined;
  /** Made by the budget layer with the first call. */
  reservation: Promise<Reservation> | undefined;
  /** Calls the caller allows; those beyond fail as skipped. */
  maxCalls = Infinity;

  /** The request is over: gives back what it did not use. */
  end(): void {
    this.reservation?.then(
      (reservation) => reservation.release(),
      () => undefined,
    );
  }
}
