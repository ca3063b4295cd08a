import type { Received } from '../../posthog/request/ledger.ts';
import type { Tag } from '../../posthog/layers/cache/tags.ts';
import type { GraphContext } from '../context/context.ts';
import type { Change } from './changes.ts';

/** Something that is watched for all who listen to it with the same key. */
export interface Topic<State> {
  /** What is watched, in full: two topics of one name are one. */
  readonly name: string;
  /** Milliseconds between two checks while nothing special is going on, and at most when it stays so. */
  readonly rhythm: Rhythm;
  /**
   * Reads how it is now, with a context whose reads all go to PostHog.
   * @throws PostHogFailure, or a GraphQLError that ends the subscription
   */
  read(context: GraphContext, before: State | undefined): Promise<State>;
  /** What it speaks of: a write that touches any of this is worth a look at once. */
  tags(state: State): readonly Tag[];
  /** True while it is about to change any moment, as during a recalculation. */
  isMoving(state: State): boolean;
  /** True when it will never change again: the subscription ends behind this state. */
  isOver(state: State): boolean;
  /** What became of one state in another, as far as listeners want to hear of it; empty for nothing. */
  changes(before: State, now: State): readonly Change[];
}

export interface Rhythm {
  readonly steadyMs: number;
  readonly quietMs: number;
}

/** What a listener is told: how it is, and how that differs from what they were told before. */
export interface LiveEvent<State> {
  readonly state: State;
  /** Undefined in the first event. */
  readonly before: State | undefined;
  readonly changes: readonly Change[];
  readonly check: Check;
  readonly cost: EventCost;
  /** PostHog's answers that the check saw. */
  readonly received: readonly Received[];
}

/** One look at PostHog, and when the next one comes. */
export interface Check {
  readonly at: Date;
  readonly pace: CheckPaceValue;
  /** Null when there is none, because it is over. */
  readonly nextAt: Date | null;
}

export type CheckPaceValue = 'fast' | 'steady' | 'quiet' | 'budget_short' | 'retrying';

/** Upstream calls of the checks behind an event. */
export interface EventCost {
  /** Counted for this listener: all since somebody was told of the last ones. */
  readonly calls: number;
  /** Counted for another listener, while this one has the use of them too. */
  readonly shared: number;
}
