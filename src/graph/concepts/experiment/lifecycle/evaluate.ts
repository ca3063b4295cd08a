import type { ExperimentRow } from '../loader.ts';
import { lifecycleActionNames, ruleOf, type LifecycleActionName } from './actions.ts';
import type { ActionOptions } from './options.ts';
import type { Precondition } from './preconditions.ts';
import type { LifecycleRule } from './rule.ts';
import { stateOf, type LifecycleState } from './state.ts';

/**
 * The first precondition that does not hold, which is the one PostHog reports; null when all hold.
 */
export function obstacle(
  rule: LifecycleRule,
  state: LifecycleState,
  options: ActionOptions = {},
): Precondition | null {
  return rule.preconditions.find(({ holds }) => !holds(state, options)) ?? null;
}

/** The actions PostHog would accept now. Makes no call. */
export function allowedActions(row: ExperimentRow): LifecycleActionName[] {
  const state = stateOf(row);
  return lifecycleActionNames.filter((name) => obstacle(ruleOf(name), state) === null);
}
