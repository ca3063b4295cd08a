import { describe, expect, it } from 'vitest';
import {
  approvalRequired,
  changeRequest,
  changeRequestPending,
} from '../../../support/approvals.ts';
import { error, fakePostHog, json } from '../../../support/fake-posthog.ts';
import { startGraph } from '../../../support/graph.ts';
import { startMcp } from '../../../support/start-mcp.ts';
import { serveRest, send } from '../../../support/rest.ts';

const APPROVAL = `
  __typename
  ... on MutationProblem { code message }
  ... on ApprovalRequired {
    changeRequestId pending resourceType resourceId approverIds approvers changeRequest
    required { quorum userIds roleIds }
    change {
      id state expiresAt createdAt requesterId actionKey description before after intent
      validationStatus votes { userId decision reason createdAt }
    }
  }
  ... on PolicyConflict { policies { id name } guidance }
  ... on PermissionDenied { missingScopes policyReason }
`;

const LAUNCH = `mutation { outcome: launchExperiment(input: { id: "7" }) { ${APPROVAL} } }`;
const HOLDOUTS = {
  updateHoldout: `mutation { outcome: updateHoldout(input: { id: "2", exclusionPercentage: 15 }) { ${APPROVAL} } }`,
  deleteHoldout: `mutation { outcome: deleteHoldout(input: { id: "2" }) { ${APPROVAL} } }`,
};

async function ask(status: number, body: unknown, document = LAUNCH) {
  await using posthog = await fakePostHog(json(status, body));
  await using graph = await startGraph({ host: posthog.host });
  const { data, errors, calls } = await graph.query(document);
  expect(errors).toBeUndefined();
  expect(graph.unexpected).toEqual([]);
  return { outcome: data['outcome'], calls, received: posthog.received };
}

describe('a change that needs approval', () => {
  it('is told with the change request, when it expires, and who has to approve', async () => {
    const { outcome, calls } = await ask(409, approvalRequired);
    const { can_approve, can_cancel, is_requester, user_decision, ...told } = changeRequest;
    expect([can_approve, can_cancel, is_requester, user_decision]).toEqual([
      false,
      false,
      false,
      null,
    ]);
    expect(outcome).toEqual({
      __typename: 'ApprovalRequired',
      code: 'APPROVAL_REQUIRED',
      message: 'A change request has been created and is pending approval.',
      changeRequestId: changeRequest.id,
      pending: false,
      resourceType: 'feature_flag',
      resourceId: '39',
      approverIds: [3, 8],
      approvers: approvalRequired.required_approvers,
      changeRequest: told,
      required: {
        quorum: 2,
        userIds: [3, 8],
        roleIds: ['0197a9f0-0000-7000-8000-0000000000aa'],
      },
      change: {
        id: changeRequest.id,
        state: 'PENDING',
        expiresAt: '2026-12-04T10:00:00.000Z',
        createdAt: '2026-11-20T10:00:00.000Z',
        requesterId: 5,
        actionKey: 'experiment.launch',
        description: 'Enable the flag "checkout-test"',
        before: { active: false },
        after: { active: true },
        intent: { active: true },
        validationStatus: 'valid',
        votes: [
          {
            userId: 8,
            decision: 'approved',
            reason: 'Fine with me.',
            createdAt: '2026-11-21T10:00:00.000Z',
          },
        ],
      },
    });
    expect(calls).toBe(1);
  });

  it('has the approvers of the policy while an earlier request is open', async () => {
    const { outcome } = await ask(409, changeRequestPending);
    expect(outcome).toMatchObject({
      pending: true,
      approvers: {},
      approverIds: [3, 8],
      required: { quorum: 2, userIds: [3, 8] },
    });
  });

  it.each([
    ['another action', { ...changeRequest, action_key: 'feature_flag.something_new' }],
    ['fewer keys', { id: changeRequest.id, state: 'pending' }],
    [
      'keys of another type',
      { ...changeRequest, approvals: 'none', intent_display: 7, expires_at: 1 },
    ],
  ])('is recognised by its id, with %s', async (_what, request) => {
    const { outcome } = await ask(409, { ...approvalRequired, change_request: request });
    expect(outcome).toMatchObject({
      __typename: 'ApprovalRequired',
      changeRequestId: changeRequest.id,
      change: { id: changeRequest.id, state: 'PENDING' },
    });
  });

  it.each([
    [{ change_request_id: changeRequest.id }, false],
    [{ error: 'Already requested', existing_change_request: changeRequest.id }, true],
    [{ error: 'Already requested', existing_change_request: changeRequest }, true],
  ])('is recognised where a view leaves keys out: %j', async (body, pending) => {
    const { outcome } = await ask(409, body, HOLDOUTS.deleteHoldout);
    expect(outcome).toMatchObject({
      __typename: 'ApprovalRequired',
      changeRequestId: changeRequest.id,
      pending,
    });
  });

  it.each(Object.entries(HOLDOUTS))('may be one of a holdout: %s', async (_field, document) => {
    const { outcome, calls } = await ask(
      409,
      { ...approvalRequired, resource_type: 'experiment_holdout', resource_id: '2' },
      document,
    );
    expect(outcome).toMatchObject({
      __typename: 'ApprovalRequired',
      resourceType: 'experiment_holdout',
      resourceId: '2',
    });
    expect(calls).toBe(1);
  });

  it('is not taken for a stale version, which has no change request', async () => {
    const { outcome } = await ask(409, { detail: 'It changed.', current_version: 4 });
    expect(outcome).toMatchObject({ __typename: 'VersionConflict', message: 'It changed.' });
  });
});

describe('approval policies', () => {
  it('that contradict each other are named, with what PostHog suggests', async () => {
    const { outcome } = await ask(400, {
      code: 'policy_conflict',
      error: 'Several policies apply to this change.',
      conflicting_policies: [{ id: 'a1', name: 'Flags' }, { id: 'b2', name: 'Experiments' }, {}],
      guidance: 'Disable one of them.',
    });
    expect(outcome).toEqual({
      __typename: 'PolicyConflict',
      code: 'POLICY_CONFLICT',
      message: 'Several policies apply to this change.',
      policies: [
        { id: 'a1', name: 'Flags' },
        { id: 'b2', name: 'Experiments' },
      ],
      guidance: 'Disable one of them.',
    });
  });

  it('that deny a change are told with their reason, and not as a missing scope', async () => {
    const { outcome } = await ask(
      403,
      error(
        'authentication_error',
        'permission_denied',
        'This action is not allowed by approval policy: frozen until January',
      ),
    );
    expect(outcome).toMatchObject({
      __typename: 'PermissionDenied',
      code: 'FORBIDDEN',
      missingScopes: [],
      policyReason: 'frozen until January',
    });
  });
});

describe('over the other APIs', () => {
  it('REST answers the 409 of PostHog as it is', async () => {
    await using posthog = await fakePostHog(json(409, approvalRequired));
    const rest = await serveRest(posthog.upstream);
    const { status, body } = await send(
      `${rest.url}/v1/api/projects/1/experiments/7/launch`,
      'POST',
    );
    await rest.close();
    expect({ status, body }).toEqual({ status: 409, body: approvalRequired });
  });

  it.each([
    [
      409,
      approvalRequired,
      'experiment-launch',
      [
        'APPROVAL_REQUIRED',
        `Change request: ${changeRequest.id}`,
        'Change: Enable the flag "checkout-test"',
        'Object: feature_flag 39',
        'State: pending',
        'Expires: 2026-12-04T10:00:00Z',
        'Approvals needed: 2',
        'Approving accounts: 3, 8',
        'Approving roles: 0197a9f0-0000-7000-8000-0000000000aa',
      ],
    ],
    [
      400,
      {
        code: 'policy_conflict',
        error: 'Several.',
        conflicting_policies: [{ id: 'a1', name: 'Flags' }],
      },
      'experiment-launch',
      ['POLICY_CONFLICT: Several.', 'Policies: Flags (a1)'],
    ],
    [
      403,
      error(
        'authentication_error',
        'permission_denied',
        'This action is not allowed by approval policy: frozen',
      ),
      'experiment-resume',
      ['FORBIDDEN', 'What to do: Ask someone who manages the approval policies'],
    ],
  ])('MCP tells a %i as text', async (status, body, tool, lines) => {
    await using posthog = await fakePostHog(json(status, body));
    await using mcp = await startMcp({ host: posthog.host });
    const { isError, text } = await mcp.call(tool, { id: 7 });
    expect(isError).toBe(true);
    for (const line of lines) expect(text).toContain(line);
    expect(text).not.toContain('can_approve');
  });
});
