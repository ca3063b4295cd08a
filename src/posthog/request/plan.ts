import type { CancelSignal } from './cancellation-token.ts';

/** The order in which waiting calls are admitted: mutations, then queries, then pollers. */
export const priorities = { mutation: 0, query: 1, poll: 2 } as const;

export type Priority = (typeof priorities)[keyof typeof priorities];

/**
 * How an operation starts while PostHog throttles the key: one of its calls probes whether the throttle
 * still holds, and the others wait for the result.
 */
export interface Probe {
  /** True for the call that goes first, false for all others. */
  begin(): boolean;
  /** Records that the first call has ended, whatever its result. */
  end(): void;
  /** Waits until the first call has ended; rejects when PostHog still throttles the key, or on abort. */
  outcome(signal: CancelSignal): Promise<void>;
}

/** Calls reserved for one operation. */
export interface Reservation {
  /** Uses one reserved call; false when the reservation is used up. */
  use(): boolean;
  /**
   * Set when the operation was admitted to probe whether PostHog still throttles the key: one of its calls
   * goes first, and the others wait for its result.
   */
  readonly probe?: Probe | undefined;
  /** Releases the unused calls. */
  release(): void;
}

/** How old an answer the caller accepts. */
export interface FreshnessPolicy {
  /** Maximum age in milliseconds; 0 bypasses the cache, undefined uses the defaults. */
  readonly maxAgeMs?: number | undefined;
  /** False when the caller prefers an error to a stale answer. */
  readonly staleOk?: boolean | undefined;
}

/** PostHog itself must answer: for what a decision rests on. */
export const ASK_POSTHOG: FreshnessPolicy = { maxAgeMs: 0, staleOk: false };

/**
 * The calls a request is expected to make, evaluated when the first one is sent, because reads answered from the
 * cache need none. An object rather than a closure: when each plan had its own function, V8 retained each request
 * until the next full garbage collection.
 */
export interface Forecast {
  calls(): number;
}

/** Decisions made for one request before it runs. Nothing changes them while the request runs. */
export interface RequestPlan {
  /** How old an answer may be where a call does not say it itself. */
  readonly freshness: FreshnessPolicy;
  readonly priority: Priority;
  /** The calls the request is expected to make, reserved together; further calls queue one by one. */
  readonly forecast: Forecast | undefined;
  /** Maximum number of calls the caller allows; further ones fail as skipped. */
  readonly maxCalls: number;
  /**
   * Names the operation with its variables and the credential, which stands first: reads of its last run may be begun
   * before they are asked for. Undefined where none may be.
   */
  readonly speculatesOn: string | undefined;
}
