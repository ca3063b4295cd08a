import type { Guard, ScheduledEnd } from './shape.ts';

/** A guard whose metric was found in PostHog. */
export interface ResolvedGuard {
  readonly guard: Guard;
  /** `uuid` of the metric; undefined for a guard of a finding. */
  readonly metricUuid: string | undefined;
}

/** Which experiment of which project it is. */
export interface ExperimentPlace {
  readonly projectId: string;
  /** PostHog's number for it. */
  readonly posthogId: number;
}

/** An experiment with what watches it, after everything that is named was found in PostHog. */
export interface GuardedExperiment extends ExperimentPlace {
  /** Its name when it was found. */
  readonly name: string;
  readonly guards: readonly ResolvedGuard[];
  readonly scheduledEnd: ScheduledEnd | undefined;
}
