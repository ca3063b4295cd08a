import { createHash } from 'node:crypto';
import type { GuardAction, GuardCheck } from '../check.ts';
import type { Firing } from '../firing.ts';

/** The variant that an action ships; null for the other actions. */
export const variantOf = (action: GuardAction): string | null =>
  action.type === 'SHIP' ? action.variant : null;

/**
 * The firing of a check, before anything is done. Its id is made from the key of its record and the moment, so that a
 * guard that is re-armed fires with another one.
 * @param key of the record
 */
export function firingOf(check: GuardCheck, key: string, at: Date): Firing {
  const { experiment, guard, kind, action, because } = check;
  const moment = at.toISOString();
  return {
    id: createHash('sha256').update(`${key} ${moment}`).digest('hex').slice(0, 32),
    at: moment,
    projectId: experiment.projectId,
    posthogId: experiment.posthogId,
    experimentName: experiment.name,
    guard,
    kind,
    action: action.type,
    variant: variantOf(action),
    because,
    outcome: action.type === 'NOTIFY' ? 'NOTIFIED' : 'UNCERTAIN',
    note: null,
  };
}
