import type { Received } from '../../posthog/request/ledger.ts';
import type { Tag } from '../../posthog/layers/cache/tags.ts';
import type { GraphContext } from '../context/context.ts';
import type { Change } from './changes.ts';

/** State that is polled once for all listeners with the same key. */
export interface Topic<State> {
  /**
   * Identifies the watched state completely: topics with the same name share a watcher. The first word is its kind, for
   * traces and metrics.
   */
  readonly name: string;
  /** The project of the objects in the state. */
  readonly projectId: string;
  /**
   * Milliseconds between two checks: initially, and at most after a series of checks without a
   * change.
   */
  readonly rhythm: Rhythm;
  /** False when the first event shows nothing of the state, so that it need not be recent. */
  readonly showsState: boolean;
  /**
   * Reads the current state, with a context whose reads go to PostHog: all of them, or in a check for a single write or a
   * new listener those that are needed for it.
   * @throws PostHogFailure, or a GraphQLError that ends the subscription
   */
  read(context: GraphContext, before: State | undefined): Promise<State>;
  /** The objects in the state. A write that touches any of them triggers a check before the next one is due. */
  tags(state: State): readonly Tag[];
  /** True while a change is imminent, as during a recalculation. */
  isMoving(state: State): boolean;
  /** True when the state will never change again: the subscription ends after this event. */
  isOver(state: State): boolean;
  /**
   * The differences between two states that are reported to listeners; empty when there are none.
   */
  changes(before: State, now: State): readonly Change[];
}

export interface Rhythm {
  readonly steadyMs: number;
  readonly quietMs: number;
}

/** What a listener receives: the state, and how it differs from the state in the previous event. */
export interface LiveEvent<State> {
  /** Identifies the state: a subscriber that gives it later continues after it. Undefined when the state is not kept. */
  readonly id: string | undefined;
  /**
   * In the first event of a subscriber that wanted to continue after an event: whether that one was found, so that this
   * is the difference to it. Undefined in every other event.
   */
  readonly resumed: boolean | undefined;
  readonly state: State;
  /** Undefined in the first event. */
  readonly before: State | undefined;
  readonly changes: readonly Change[];
  readonly check: Check;
  readonly cost: EventCost;
  /** The answers of PostHog to the check. */
  readonly received: readonly Received[];
}

/** One check against PostHog, and the time of the next one. */
export interface Check {
  readonly at: Date;
  readonly pace: CheckPaceValue;
  /** Null when there is none, because the subscription ends. */
  readonly nextAt: Date | null;
}

export type CheckPaceValue = 'fast' | 'steady' | 'quiet' | 'budget_short' | 'retrying';

/** Upstream calls of the checks behind an event. */
export interface EventCost {
  /** Calls accounted to this listener: all since the last event that reported calls. */
  readonly calls: number;
  /** Calls accounted to another listener whose results this one shares. */
  readonly shared: number;
}
