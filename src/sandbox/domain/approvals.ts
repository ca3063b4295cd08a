import type {
  ApprovalAction,
  ApprovalPolicy,
  ChangeRequest,
  FeatureFlag,
  JsonObject,
} from '../model/entities.ts';
import { bare, permissionDeniedError } from '../model/errors.ts';
import type { ProjectRequest } from '../model/route.ts';
import { wireTime } from '../model/time.ts';
import { userBasic } from '../model/embedded-user.ts';

const SENTENCE: Record<ApprovalAction, string> = {
  'feature_flag.enable': 'Enabling this feature flag requires approval.',
  'feature_flag.disable': 'Disabling this feature flag requires approval.',
  'feature_flag.update': 'Changing this feature flag requires approval.',
};

/** The organisation's policies for an action; the profile can enable one for every organisation. */
export function policiesFor(request: ProjectRequest, action: ApprovalAction): ApprovalPolicy[] {
  const { store, project, profile } = request;
  const own = store.approvalPolicies
    .by('organization', project.organization)
    .filter((policy) => policy.action === action);
  if (own.length > 0 || !profile.approvals.includes(action)) return own;
  return [
    {
      id: `profile:${action}`,
      organization: project.organization,
      action,
      approvers: [],
      effect: 'require_approval',
    },
  ];
}

/**
 * Allows a change of a flag, or creates a change request and refuses it (docs/posthog/approvals.md). Callers call
 * this after their own checks and before they write, so that nothing needs to be rolled back.
 * @throws ApiError 409 approval_required or change_request_pending, 403 when a policy denies
 */
export function requireApproval(
  request: ProjectRequest,
  action: ApprovalAction,
  flag: FeatureFlag,
  intent: JsonObject,
): void {
  const [policy] = policiesFor(request, action);
  if (!policy) return;
  if (policy.effect === 'deny') {
    throw permissionDeniedError(`This action is not allowed by approval policy ${policy.id}.`);
  }
  const { store, project, caller, now } = request;
  const pending = store.changeRequests
    .by('project', project.id)
    .find(
      (row) =>
        row.status === 'pending' && row.action === action && row.resource_id === String(flag.id),
    );
  if (pending) {
    throw refuse(
      'change_request_pending',
      'A pending approval request already exists for this action',
      {
        resource_id: pending.resource_id,
        change_request_id: pending.id,
        change_request: wireChangeRequest(request, pending),
        required_approvers: {},
      },
    );
  }
  const filed = store.changeRequests.insert({
    id: store.uuid(),
    project: project.id,
    action,
    resource_type: 'feature_flag',
    resource_id: String(flag.id),
    status: 'pending',
    intent,
    created_by: caller.user.id,
    created_at: wireTime(now),
  });
  throw refuse('approval_required', SENTENCE[action], {
    resource_id: filed.resource_id,
    change_request_id: filed.id,
    change_request: wireChangeRequest(request, filed),
    required_approvers: { users: policy.approvers, roles: [] },
  });
}

const refuse = (code: string, message: string, about: JsonObject): Error =>
  bare(409, {
    code,
    status: 'approval_required',
    detail: message,
    message,
    resource_type: 'feature_flag',
    ...about,
  });

/** A change request as embedded in the answer. PostHog's exact shape is not known; this is a subset. */
const wireChangeRequest = ({ store }: ProjectRequest, row: ChangeRequest): JsonObject => ({
  id: row.id,
  action_key: row.action,
  resource_type: row.resource_type,
  resource_id: row.resource_id,
  state: row.status,
  intent: row.intent,
  created_by: userBasic(store, row.created_by),
  created_at: row.created_at,
});
