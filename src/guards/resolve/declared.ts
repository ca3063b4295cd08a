import type { Guard, ScheduledEnd } from '../shape.ts';

/** The name by which a file refers to an experiment: one of them, or its flag's key together with its own name. */
export interface Reference {
  /** PostHog's number for it, or its `id` in this API. */
  readonly id?: string;
  readonly featureFlagKey?: string;
  readonly name?: string;
}

/** What a file declares for one experiment, before it was looked for in PostHog. */
export interface DeclaredGuards<Fault> {
  readonly reference: Reference;
  readonly guards: readonly Guard[];
  readonly scheduledEnd: ScheduledEnd | undefined;
  /** A fault at the value with this path, which begins at the experiment. */
  readonly fault: (path: readonly PropertyKey[], message: string) => Fault;
}
