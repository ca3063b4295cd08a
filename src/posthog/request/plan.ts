/** Who goes first when calls must wait: mutations, then queries, then pollers. */
export const priorities = { mutation: 0, query: 1, poll: 2 } as const;

export type Priority = (typeof priorities)[keyof typeof priorities];

/**
 * How an operation starts while PostHog throttles the key: one of its calls finds out whether the throttle
 * still holds, and the others wait for what that call comes to.
 */
export interface Probe {
  /** True for the call that goes first, and only for that one. */
  begin(): boolean;
  /** The first call is over, whatever it came to. */
  end(): void;
  /** Waits until the first call is over; rejects when PostHog throttles the key all the same, or on abort. */
  outcome(signal: AbortSignal): Promise<void>;
}

/** Calls set aside for one operation. */
export interface Reservation {
  /** One of the calls is being made: true while the reservation covers it. */
  use(): boolean;
  /**
   * Set while PostHog throttles the key: the operation was admitted to find out whether it still does.
   * One of its calls goes first, and the others wait for what it comes to.
   */
  readonly probe?: Probe | undefined;
  /** Gives back what was not used. */
  release(): void;
}

/** How old an answer the caller takes. */
export interface FreshnessPolicy {
  /** Milliseconds; 0 asks PostHog again. Undefined leaves it to the defaults. */
  readonly maxAgeMs?: number | undefined;
  /** False when the caller prefers an error to an answer past its freshness. */
  readonly staleOk?: boolean | undefined;
}

/** PostHog itself must answer: for what a decision rests on. */
export const ASK_POSTHOG: FreshnessPolicy = { maxAgeMs: 0, staleOk: false };

/**
 * The calls a request is expected to make, asked when the first one leaves: what is answered from what
 * is kept needs none. An object and not a closure: V8 let each request live until the next full
 * collection when its plan had a function of its own.
 */
export interface Forecast {
  calls(): number;
}

/** What was decided for one request before it ran. Nothing changes it while the request runs. */
export interface RequestPlan {
  /** How old an answer may be where a call does not say it itself. */
  readonly freshness: FreshnessPolicy;
  readonly priority: Priority;
  /** What the request is expected to take; set aside together, calls beyond it queue one by one. */
  readonly forecast: Forecast | undefined;
  /** Calls the caller allows; those beyond fail as skipped. */
  readonly maxCalls: number;
}
