import type { Operation } from './operation.ts';

/** What a write was about, as far as its path and its body say. */
export interface WriteTarget {
  /** PostHog's name of the collection, such as `experiments`. */
  readonly type: string | undefined;
  /** PostHog's numbers, as they were sent: several for a change of many, none for a creation. */
  readonly ids: readonly string[];
}

/** What a feature flag serves to whom. The values of its conditions are left out, because they can be personal. */
export interface FlagState {
  readonly id: number;
  readonly key: string;
  readonly active: boolean;
  /** Undefined where PostHog did not say. */
  readonly version: number | undefined;
  readonly deleted: true | undefined;
  /** Share of each variant by its key, in percent. */
  readonly variants: Readonly<Record<string, number>>;
  /** The release conditions, in order. */
  readonly groups: readonly FlagGroup[];
  /** Hash (SHA-256) of the whole targeting: it differs whenever anything of it does. */
  readonly targetingHash: string;
  /** When it was read from PostHog, in epoch milliseconds; undefined for the state that the answer to the write has. */
  readonly readAt: number | undefined;
}

/** One release condition of a flag. */
export interface FlagGroup {
  /** Percent; null for everybody. */
  readonly rollout: number | null;
  /** Number of properties that must match. */
  readonly properties: number;
  /** The variant that everybody in it gets; undefined without one. */
  readonly variant: string | undefined;
}

/**
 * `done`: PostHog said so, or it was found by reading. `refused`: it was not made. `uncertain`: it may have been made.
 */
export type WriteOutcome = 'done' | 'refused' | 'uncertain';

/** One write to PostHog and its outcome. */
export interface WriteRecord {
  /** PostHog's operation id. */
  readonly operation: string;
  readonly method: string;
  /** Id of the project in the path, as it was sent: a number, or `@current`. */
  readonly project: string | undefined;
  readonly target: WriteTarget;
  /** PostHog's number of what the write created; undefined for a change, and without an answer. */
  created: number | undefined;
  /** Names of the top-level fields that were sent, without their values. */
  readonly fields: readonly string[];
  /** Hash of the PostHog key. */
  readonly credential: string;
  /** Name of the program that calls, where it said so. */
  readonly client: string | undefined;
  /** The GraphQL mutation; undefined for a write of another API. */
  readonly mutation: MutationIntent | undefined;
  /** The operation that caused the write. */
  readonly cause: Operation | undefined;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  /** Milliseconds until its outcome was known, or known to be uncertain. */
  ms: number;
  /** Undefined where the write concerns no flag, or its state had not been read. */
  flagBefore: FlagState | undefined;
  /** Undefined where the write concerns no flag, or the answer has none. */
  flagAfter: FlagState | undefined;
  outcome: WriteOutcome;
  /** The stable code of the failure; undefined for a success. */
  code: string | undefined;
  /** Status of PostHog's answer; undefined without one. */
  status: number | undefined;
  /** How to find out whether an uncertain write was made. */
  check: string | undefined;
  /** True when the answer did not arrive, and reading PostHog afterwards showed the outcome. */
  isFoundByReading: boolean;
}

/** A mutation of the GraphQL API, as its caller sent it. */
export interface MutationIntent {
  /** Name of its field. */
  readonly name: string;
  readonly idempotencyKey: string | undefined;
}
