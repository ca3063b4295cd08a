import { priorities, type Priority, type Reservation } from './budget/admission.ts';

/** How old an answer the caller takes. */
export interface FreshnessPolicy {
  /** Milliseconds; 0 asks PostHog again. Undefined leaves it to the defaults. */
  readonly maxAgeMs?: number | undefined;
  /** False when the caller prefers an error to an answer past its freshness. */
  readonly staleOk?: boolean | undefined;
}

/** What was decided for one request before it ran. Every call of the request reads it. */
export class RequestPlan {
  freshness: FreshnessPolicy = {};
  priority: Priority = priorities.query;
  /**
   * Calls the request is expected to make, asked when the first one leaves: what is answered from what
   * is kept needs none. Set aside together; calls beyond them queue one by one.
   */
  predicted: () => number = () => 1;
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
