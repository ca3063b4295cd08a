import type { ChangeRequest } from '../../model/approval-entities.ts';
import type { JsonObject } from '../../model/entities.ts';
import { userBasic } from '../../model/embedded-user.ts';
import type { Store } from '../../model/store.ts';
import { wireTime } from '../../model/time.ts';
import { DAY_MS } from '../../model/zone.ts';

const EXPIRES_AFTER_MS = 14 * DAY_MS;

/** The time at which an undecided change request expires. */
export const requestExpiry = ({ created_at: created }: ChangeRequest): string =>
  wireTime(new Date(Date.parse(created) + EXPIRES_AFTER_MS));

/**
 * A change request as embedded in a 409 (docs/posthog/approvals.md#the-409). PostHog builds it without the caller,
 * so the last four fields are always false or null.
 */
export const wireChangeRequest = (store: Store, row: ChangeRequest): JsonObject => ({
  id: row.id,
  action_key: row.action,
  action_version: 1,
  resource_type: row.resource_type,
  resource_id: row.resource_id,
  intent: row.intent,
  intent_display: row.intent_display ?? {},
  policy_snapshot: row.policy_snapshot ?? {},
  validation_status: 'valid',
  validation_errors: null,
  validated_at: row.created_at,
  state: row.status,
  created_by: userBasic(store, row.created_by),
  applied_by: null,
  created_at: row.created_at,
  updated_at: row.created_at,
  expires_at: requestExpiry(row),
  applied_at: null,
  apply_error: '',
  result_data: null,
  approvals: [],
  can_approve: false,
  can_cancel: false,
  is_requester: false,
  user_decision: null,
});
