import { asObject, type JsonObject } from '../../posthog/api/json.ts';
import {
  confirmationOf,
  destructiveChangesOf,
  mayNeedConfirmation,
  type DestructiveChange,
} from '../../posthog/api/destructive-changes/destructive-changes.ts';
import type { OperationClient } from '../../posthog/types.ts';
import { readPresentState, type PresentState } from './present-state.ts';
import type { RequestedCall } from './requested-call.ts';

/** Whether a call needs confirmation, and why. */
export interface Judgement {
  readonly asks: boolean;
  /** What would change that needs confirmation. Empty when the state could not be read. */
  readonly changes: readonly DestructiveChange[];
  /** The state it was decided by; `none` when the arguments alone decided. */
  readonly state: PresentState;
}

const ACTS: Judgement = { asks: false, changes: [], state: { kind: 'none' } };

/** The object of a state; empty where there is none. */
export const objectOf = (state: PresentState): JsonObject =>
  state.kind === 'read' ? asObject(state.row) : {};

/**
 * Decides by the arguments and the object's present state whether a call must be confirmed. When the state cannot be
 * read, it must. 1 upstream call, or none if the arguments alone prove that nothing is lost.
 * @throws PostHogFailure that the call itself would meet as well: an unknown object or key, a key without calls left
 */
export async function judge(
  { operation, request, table }: RequestedCall,
  uncached: OperationClient,
): Promise<Judgement> {
  const { body } = request.args;
  if (!mayNeedConfirmation(operation, body)) return ACTS;
  const state = await readPresentState(request, table, uncached);
  if (state.kind === 'unreadable') return { asks: true, changes: [], state };
  const changes = destructiveChangesOf(operation, body, objectOf(state));
  return { asks: confirmationOf(operation) === 'always' || changes.length > 0, changes, state };
}
