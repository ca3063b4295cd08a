import type { GuardedExperiment } from './guarded-experiment.ts';

/** What a guard or a scheduled end does when it fires. */
export type GuardAction =
  | { readonly type: 'NOTIFY' | 'PAUSE' | 'END' }
  | {
      readonly type: 'SHIP';
      /** Key of the variant; null where it is not known yet whether there is a winner. */
      readonly variant: string | null;
      /** True where `Experiment.decision` says so, false for the variant of a fallback. */
      readonly isWinner: boolean;
    };

/** Why something fires, or does not. */
export type CheckReason =
  /** Its condition is met. */
  | 'FIRES'
  /** It was met before in this run of the experiment, and nobody has re-armed it since. */
  | 'FIRED_BEFORE'
  /** An earlier firing is not finished, or whether it was made is being found out. */
  | 'SETTLING'
  /** The experiment was deleted, or this key may not see it. */
  | 'NOT_FOUND'
  | 'NOT_RUNNING'
  /** The scheduled time has not come. */
  | 'NOT_DUE'
  /** PostHog did not answer all that was asked. */
  | 'PARTIAL_DATA'
  /** The results are being computed anew. */
  | 'RECALCULATING'
  /** The results are too old to act on. */
  | 'STALE_DATA'
  | 'NO_RESULT'
  /** PostHog could not compute the metric, or its people, or the experiment has lost it. */
  | 'METRIC_FAILING'
  /** People were not split as configured, or that cannot be tested. */
  | 'SPLIT_SUSPECT'
  | 'TOO_EARLY'
  | 'TOO_FEW_PEOPLE'
  | 'BELOW_THRESHOLD'
  /** There is no such finding. */
  | 'NOT_FOUND_NOW';

/** How much worse a variant is than the baseline by the metric of a guard. */
export interface VariantNumbers {
  readonly variant: string;
  /** People in the variant. */
  readonly people: number;
  /** People in the baseline. */
  readonly baselinePeople: number;
  /** How much worse it was observed to be, as a share of the baseline's mean; negative if it is better. Null without one. */
  readonly worseBy: number | null;
  /** The bound of the interval: so much worse at least. Computed by this API from the interval and the goal. Null without one. */
  readonly worseByAtLeast: number | null;
  /** The same in the unit of the metric: multiplied by the baseline's mean. */
  readonly absoluteAtLeast: number | null;
  /** Level of the interval, from 0 to 1. */
  readonly level: number | null;
}

/** What one guard, or the scheduled end, says of its experiment at one moment. */
export interface GuardCheck {
  readonly experiment: Pick<GuardedExperiment, 'projectId' | 'posthogId' | 'name'>;
  /** Name of the guard; `scheduled end` for the scheduled end. */
  readonly guard: string;
  readonly kind: 'METRIC' | 'FINDING' | 'SCHEDULED_END';
  readonly reason: CheckReason;
  /** The reason in English, with the numbers. */
  readonly because: string;
  /** What it does, or would do. */
  readonly action: GuardAction;
  /** Up to when the results have data, ISO 8601; null where they do not matter. */
  readonly asOf: string | null;
  /** Of a guard of a metric that was compared. */
  readonly numbers: readonly VariantNumbers[];
}

/** Whether its condition is met. */
export const fires = ({ reason }: GuardCheck): boolean => reason === 'FIRES';
