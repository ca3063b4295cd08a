/** A change request with all 25 keys, as a 409 of September 2026 carries it. */
export const changeRequest = {
  id: '0197a9f0-0000-7000-8000-000000000001',
  action_key: 'experiment.launch',
  action_version: 1,
  resource_type: 'feature_flag',
  resource_id: '39',
  intent: { active: true },
  intent_display: {
    description: 'Enable the flag "checkout-test"',
    before: { active: false },
    after: { active: true },
  },
  policy_snapshot: {
    quorum: 2,
    users: [3, 8],
    roles: ['0197a9f0-0000-7000-8000-0000000000aa'],
    allow_self_approve: false,
    conditions: {},
    bypass_org_membership_levels: [],
    bypass_roles: [],
  },
  validation_status: 'valid',
  validation_errors: null,
  validated_at: '2026-11-20T10:00:00Z',
  state: 'pending',
  created_by: { id: 5, uuid: '0197a9f0-0000-7000-8000-000000000005', email: 'maya@example.com' },
  applied_by: null,
  created_at: '2026-11-20T10:00:00Z',
  updated_at: '2026-11-20T10:00:00Z',
  expires_at: '2026-12-04T10:00:00Z',
  applied_at: null,
  apply_error: '',
  result_data: null,
  approvals: [
    {
      id: '0197a9f0-0000-7000-8000-0000000000bb',
      created_by: { id: 8, uuid: '0197a9f0-0000-7000-8000-000000000008' },
      decision: 'approved',
      reason: 'Fine with me.',
      created_at: '2026-11-21T10:00:00Z',
    },
  ],
  can_approve: false,
  can_cancel: false,
  is_requester: false,
  user_decision: null,
};

const text = 'A change request has been created and is pending approval.';

/** The 409 of a change that an approval policy guards: nine keys. */
export const approvalRequired = {
  code: 'approval_required',
  status: 'approval_required',
  detail: text,
  message: text,
  resource_type: 'feature_flag',
  resource_id: '39',
  change_request_id: changeRequest.id,
  change_request: changeRequest,
  required_approvers: { quorum: 2, users: [3, 8], roles: ['0197a9f0-0000-7000-8000-0000000000aa'] },
};

const pending = 'A pending approval request already exists for this action';

/** The 409 where an earlier request is still open. */
export const changeRequestPending = {
  ...approvalRequired,
  code: 'change_request_pending',
  detail: pending,
  message: pending,
  required_approvers: {},
};
