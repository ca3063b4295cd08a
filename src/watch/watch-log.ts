import type { ExperimentEvent } from '../events/event.ts';

/** What one round did, over all projects. */
export interface Round {
  readonly experiments: number;
  readonly events: readonly ExperimentEvent[];
  /** Experiments, or their results, that could not be read. */
  readonly unread: number;
  /** Guards and scheduled ends that fired. */
  readonly firings: number;
  /** Calls to PostHog. */
  readonly calls: number;
  /** What could not be done and is tried again in the next round, as sentences for the log. */
  readonly problems: readonly string[];
}

/** What a watcher reports while it works. */
export interface WatchLog {
  /** This watcher works from now on. */
  onWorking(): void;
  /** Another watcher works, so this one stands by. */
  onStandingBy(): void;
  /** The right to work was lost. */
  onLeaseLost(): void;
  onRound(round: Round): void;
  /** A round could not be done; the next one tries again. */
  onRoundFailed(error: unknown): void;
}
