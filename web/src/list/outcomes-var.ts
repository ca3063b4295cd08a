import { makeVar } from '@apollo/client';
import type { DecisionRecommendation } from './outcomes/generated/graphql.ts';

/** A finding of an experiment, as the list and the inbox show it. */
export interface ListedFinding {
  readonly code: string;
  readonly severity: 'CRITICAL' | 'WARNING' | 'INFO';
  readonly message: string;
  readonly remedy: string;
}

/** The largest change of an experiment's first primary metric, as fractions: 0.042 is +4.2%. */
export interface LargestEffect {
  readonly metric: string | null;
  /** Key of the variant; null where the metric has one beside the baseline. */
  readonly variant: string | null;
  readonly delta: number;
  readonly interval: { readonly lower: number | null; readonly upper: number | null } | null;
  /** True where the whole change is for the better, false where it is for the worse; null where that is not certain. */
  readonly isBetter: boolean | null;
}

/** What an experiment has found so far. */
export interface Outcome {
  readonly decision: {
    readonly recommendation: DecisionRecommendation;
    readonly variant: string | null;
    readonly because: string;
  } | null;
  readonly effect: LargestEffect | null;
  readonly findings: readonly ListedFinding[];
  /** The code of the error where something of it could not be read. */
  readonly failure: string | null;
  /** The status for which it was read: a launch or an end makes it old. */
  readonly status: string | null;
  /** When it was read, in milliseconds. */
  readonly readAt: number;
}

/** Findings that were read apart from the results, by the `id` of the experiment. */
export type FindingsById = ReadonlyMap<string, readonly ListedFinding[]>;

/** What was read in the background since these pages were opened, by the `id` of the experiment. */
export const outcomesVar = makeVar<ReadonlyMap<string, Outcome>>(new Map());
/** Findings for which a row of the list is enough. */
export const rowFindingsVar = makeVar<FindingsById>(new Map());
/** Findings whose checks take calls of their own. */
export const deepFindingsVar = makeVar<FindingsById>(new Map());

/** Forgets everything, for another caller. */
export function forgetOutcomes(): void {
  outcomesVar(new Map());
  rowFindingsVar(new Map());
  deepFindingsVar(new Map());
}
