import {
  circuitBreaker,
  CircuitState,
  ExponentialBackoff,
  handleWhenResult,
  noJitterGenerator,
  type CircuitBreakerPolicy,
  type IBackoff,
  type IBackoffFactory,
  type IHalfOpenAfterBackoffContext,
} from 'cockatiel';
import { isPostHogFailure } from '../../errors/errors.ts';
import type { Outcome, Verdict } from './outcome.ts';

/** Decides from the outcomes of calls when a circuit opens. */
export interface Judge {
  /** The outcomes that count as failures here; any other one but `silent` closes the circuit. */
  readonly failures: ReadonlySet<Verdict>;
  /** True when what was seen is enough to open the circuit. */
  suffices(): boolean;
  /** Forgets what was seen: a call succeeded. */
  clear(): void;
}

export interface CircuitOptions {
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly judge: Judge;
  /** Milliseconds for which the circuit stays open, at most; PostHog itself may ask for more. */
  readonly longestMs: number;
  readonly onOpen?: (outcome: Outcome) => void;
  readonly onClose?: () => void;
}

/** Milliseconds from opening to the first trial; doubled after each trial that fails. */
const FIRST_MS = 5_000;
/** Milliseconds for which a `Retry-After` of PostHog is believed. */
const MAX_ASKED_MS = 300_000;
/** Milliseconds after which callers may ask again while a trial is under way. */
const DURING_TRIAL_MS = 1_000;

/**
 * A circuit breaker: closed, all calls pass; open, none does; after some time one call passes as a trial, whose outcome
 * closes or reopens the circuit. The states are those of the library; their clock is `now`, and a call that says nothing
 * decides nothing (docs/decisions/circuit-breaker.md).
 */
export class Circuit {
  readonly #policy: CircuitBreakerPolicy;
  readonly #now: () => number;
  /** Epoch milliseconds from which on an open circuit lets a trial pass. */
  #dueAt = 0;

  constructor({ now, judge, longestMs, onOpen, onClose }: CircuitOptions) {
    this.#now = now;
    // The library knows failures and successes only: what is neither is handed to it as a failure that opens nothing.
    let isSilent = false;
    const policy = circuitBreaker(
      handleWhenResult((result) => {
        const { verdict } = result as Outcome;
        isSilent = verdict === 'silent';
        return isSilent || judge.failures.has(verdict);
      }),
      {
        breaker: {
          state: undefined,
          success: () => judge.clear(),
          // A call that began before the circuit opened has no say in a trial.
          failure: () => !isSilent && policy.state === CircuitState.Closed && judge.suffices(),
        },
        halfOpenAfter: this.#backoffAfter(
          new ExponentialBackoff({
            generator: noJitterGenerator,
            initialDelay: FIRST_MS,
            maxDelay: longestMs,
          }),
        ),
      },
    );
    this.#policy = policy;
    policy.onBreak((reason) => {
      const outcome = 'value' in reason ? (reason.value as Outcome) : undefined;
      if (outcome && outcome.verdict !== 'silent') onOpen?.(outcome);
    });
    policy.onReset(() => onClose?.());
  }

  get isClosed(): boolean {
    return this.#policy.state === CircuitState.Closed;
  }

  /** Milliseconds until a call may pass; 0 when one may now. */
  get waitMs(): number {
    return this.waitMsOf(0);
  }

  /** The same for a call that lets others go first, so many milliseconds. */
  waitMsOf(laterMs: number): number {
    switch (this.#policy.state) {
      case CircuitState.Open:
        return Math.max(0, this.#dueAt + laterMs - this.#now());
      case CircuitState.HalfOpen:
        return DURING_TRIAL_MS;
      default:
        return 0;
    }
  }

  /** Makes the next trial due at once. */
  hasten(): void {
    this.#dueAt = Math.min(this.#dueAt, this.#now());
  }

  get isOpen(): boolean {
    return this.#policy.state === CircuitState.Open;
  }

  /** Makes a call that may pass (`waitMs` is 0), as a trial if the circuit is open. */
  run(call: () => Promise<Outcome>): Promise<Outcome> {
    return this.#policy.execute(call);
  }

  /** The library's intervals on this circuit's clock: it compares them with a clock of its own, which cannot be set. */
  #backoffAfter(step: IBackoffFactory<unknown>): IBackoffFactory<IHalfOpenAfterBackoffContext> {
    return { next: ({ result }) => this.#opened(step, result) };
  }

  #opened(
    step: IBackoffFactory<unknown>,
    result: IHalfOpenAfterBackoffContext['result'],
  ): IBackoff<IHalfOpenAfterBackoffContext> {
    const { verdict, error } = ('value' in result ? result.value : {}) as Partial<Outcome>;
    let reached = step;
    // After a trial that said nothing the next one is due at once.
    if (verdict === 'silent') {
      this.#dueAt = this.#now();
    } else {
      const next = step.next(undefined);
      this.#dueAt = this.#now() + Math.max(next.duration, askedMs(error));
      reached = next;
    }
    const isDue = () => this.#now() >= this.#dueAt;
    return {
      get duration() {
        return isDue() ? -Infinity : Infinity;
      },
      ...this.#backoffAfter(reached),
    };
  }
}

/** Milliseconds that PostHog asks to wait; 0 when it does not. */
function askedMs(error: unknown): number {
  const seconds =
    isPostHogFailure(error) && error.kind === 'unavailable' ? error.retryAfterSeconds : undefined;
  return Math.min(MAX_ASKED_MS, (seconds ?? 0) * 1_000);
}
