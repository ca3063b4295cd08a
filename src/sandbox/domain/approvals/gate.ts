import type {
  ApprovalAction,
  ApprovalPolicy,
  ChangeRequest,
} from '../../model/approval-entities.ts';
import type { FeatureFlag, Holdout, JsonObject } from '../../model/entities.ts';
import { bare, permissionDeniedError } from '../../model/errors.ts';
import type { ProjectRequest } from '../../model/route.ts';
import { wireTime } from '../../model/time.ts';
import { requestExpiry, wireChangeRequest } from './change-request.ts';
import { actionOn, holdoutPolicies, policiesFor } from './policies.ts';
import type { FlagChangeKind } from './policies.ts';

const CREATED = 'A change request has been created and is pending approval';

/** What is to be changed, and how the change is shown to approvers. */
interface GuardedChange {
  action: ApprovalAction;
  resource_type: ChangeRequest['resource_type'];
  /** Null for a flag that does not exist yet. */
  resource_id: string | null;
  intent: JsonObject;
  intent_display: JsonObject;
}

/**
 * Allows a change of a flag, or creates a change request and refuses it (docs/posthog/approvals.md). Callers call
 * this after their own checks and before they write, so that nothing needs to be rolled back.
 * @throws ApiError 409 approval_required or change_request_pending, 403 when a policy denies, 400 when policies clash
 */
export function requireApproval(
  request: ProjectRequest,
  kind: FlagChangeKind,
  flag: FeatureFlag,
  intent: Partial<FeatureFlag>,
): void {
  const action = actionOn(request, kind, flag);
  const shown = new Map<string, unknown>(Object.entries(flag));
  guard(request, policiesFor(request, action), {
    action,
    resource_type: 'feature_flag',
    resource_id: String(flag.id),
    intent,
    intent_display: {
      description: `${kind} feature flag '${flag.key}'`,
      before: Object.fromEntries(Object.keys(intent).map((key) => [key, shown.get(key) ?? null])),
      after: intent,
    },
  });
}

/**
 * Like `requireApproval`, for a flag that is created active together with its experiment: it does not belong to the
 * experiment yet.
 */
export function requireApprovalOfActiveFlag(request: ProjectRequest, key: string): void {
  const action = 'feature_flag.enable';
  guard(request, policiesFor(request, action), {
    action,
    resource_type: 'feature_flag',
    resource_id: null,
    intent: { key, active: true },
    intent_display: {
      description: `enable feature flag '${key}'`,
      before: null,
      after: { active: true },
    },
  });
}

/** Like `requireApproval`, for a holdout. One request covers all the flags that the holdout reaches. */
export function requireHoldoutApproval(
  request: ProjectRequest,
  kind: 'update' | 'delete',
  holdout: Holdout,
  after: JsonObject | null,
): void {
  const action = `experiment_holdout.${kind}` as const;
  guard(request, holdoutPolicies(request, action), {
    action,
    resource_type: 'experiment_holdout',
    resource_id: String(holdout.id),
    intent: after ?? {},
    intent_display: {
      description: `${kind} holdout '${holdout.name}'`,
      before: { filters: holdout.filters },
      after,
    },
  });
}

function guard(
  request: ProjectRequest,
  policies: readonly ApprovalPolicy[],
  change: GuardedChange,
): void {
  const [policy] = policies;
  if (!policy) return;
  if (policies.length > 1) throw policyConflict(policies);
  if (policy.effect === 'deny') {
    throw permissionDeniedError(
      `This action is not allowed by approval policy: ${change.action} is denied.`,
    );
  }
  const open = openRequest(request, change);
  if (open) {
    const text = 'A pending approval request already exists for this action';
    throw refuse(request, 'change_request_pending', text, open, {});
  }
  const filed = fileRequest(request, policy, change);
  const { quorum = 1, approvers } = policy;
  throw refuse(request, 'approval_required', sentence(request, policy), filed, {
    quorum,
    ...(approvers.length > 0 ? { users: approvers } : {}),
  });
}

const sentence = ({ caller }: ProjectRequest, policy: ApprovalPolicy): string =>
  policy.allow_self_approve === false && policy.approvers.includes(caller.user.id)
    ? `${CREATED} from others.`
    : `${CREATED}.`;

/** A request for the same action and object that is neither decided, applied nor expired. */
const openRequest = (
  { store, project, now }: ProjectRequest,
  change: GuardedChange,
): ChangeRequest | undefined =>
  store.changeRequests
    .by('project', project.id)
    .find(
      (row) =>
        row.action === change.action &&
        row.resource_type === change.resource_type &&
        row.resource_id === change.resource_id &&
        (row.status === 'pending' || row.status === 'approved') &&
        Date.parse(requestExpiry(row)) > now.getTime(),
    );

const fileRequest = (
  { store, project, caller, now }: ProjectRequest,
  policy: ApprovalPolicy,
  change: GuardedChange,
): ChangeRequest =>
  store.changeRequests.insert({
    id: store.uuid(),
    project: project.id,
    ...change,
    status: 'pending',
    policy_snapshot: {
      quorum: policy.quorum ?? 1,
      users: policy.approvers,
      roles: [],
      allow_self_approve: policy.allow_self_approve ?? true,
      conditions: {},
      bypass_org_membership_levels: [],
      bypass_roles: [],
    },
    created_by: caller.user.id,
    created_at: wireTime(now),
  });

/** The 409 of an approval (docs/posthog/approvals.md#the-409). */
const refuse = (
  { store }: ProjectRequest,
  code: string,
  text: string,
  row: ChangeRequest,
  approvers: JsonObject,
): Error =>
  bare(409, {
    code,
    status: 'approval_required',
    detail: text,
    message: text,
    resource_type: row.resource_type,
    resource_id: row.resource_id,
    change_request_id: row.id,
    change_request: wireChangeRequest(store, row),
    required_approvers: approvers,
  });

const policyConflict = (policies: readonly ApprovalPolicy[]): Error =>
  bare(400, {
    code: 'policy_conflict',
    error: 'More than one approval policy applies to this change.',
    conflicting_policies: policies.map(({ id, action }) => ({ id, name: `Policy for ${action}` })),
    guidance: 'Change one thing at a time, or ask an admin to disable one of the policies.',
  });
