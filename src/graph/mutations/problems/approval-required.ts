import {
  readApprovers,
  readChangeRequest,
  withoutCallerKeys,
} from '../../../posthog/errors/change-request.ts';
import { failureTable } from '../../../posthog/errors/failure-table.ts';
import type { ApprovalRequiredError } from '../../../posthog/errors/errors.ts';
import { builder } from '../../core/builder.ts';
import { ChangeRequestRef, RequiredApproversRef } from './change-request.ts';
import { MutationProblemRef, type ProblemBase } from './problem.ts';

export interface ApprovalRequired extends ProblemBase {
  readonly typename: 'ApprovalRequired';
  readonly request: ApprovalRequiredError;
}

const approversOf = ({ requiredApprovers, changeRequest }: ApprovalRequiredError) =>
  readApprovers(requiredApprovers, readChangeRequest(changeRequest));

export const ApprovalRequiredRef = builder
  .objectRef<ApprovalRequired>('ApprovalRequired')
  .implement({
    description:
      'An approval policy of the organisation requires someone to approve the change to the flag or holdout. PostHog has filed a change request; nothing changes until it is approved.',
    interfaces: [MutationProblemRef],
    fields: (t) => ({
      changeRequestId: t.id({
        description: 'ID of the pending change request. Null if PostHog did not return it.',
        nullable: true,
        resolve: ({ request }) => request.changeRequestId,
      }),
      pending: t.boolean({
        description: 'Whether an earlier request for the same change is still open.',
        resolve: ({ request }) => request.pending,
      }),
      resourceType: t.string({
        description:
          'The kind of object the change concerns: `feature_flag` or `experiment_holdout`.',
        nullable: true,
        resolve: ({ request }) => request.resourceType,
      }),
      resourceId: t.id({
        description: "PostHog's number of the object the change concerns.",
        nullable: true,
        resolve: ({ request }) => request.resourceId,
      }),
      change: t.field({
        type: ChangeRequestRef,
        description:
          'The change request: its state, when it expires and what would change. Null if PostHog did not return it.',
        nullable: true,
        resolve: ({ request }) => readChangeRequest(request.changeRequest),
      }),
      required: t.field({
        type: RequiredApproversRef,
        description:
          'Who has to approve. From the policy of the earlier request if one is open. Null if PostHog did not say.',
        nullable: true,
        resolve: ({ request }) => approversOf(request),
      }),
      approverIds: t.intList({
        description:
          "PostHog's numbers of the accounts that may approve. Empty if PostHog returned none.",
        resolve: ({ request }) => [...(approversOf(request)?.users ?? [])],
      }),
      approvers: t.field({
        type: 'JSON',
        description: "Who may approve, in PostHog's own format. `required` is the same, typed.",
        nullable: true,
        resolve: ({ request }) => request.requiredApprovers,
      }),
      changeRequest: t.field({
        type: 'JSON',
        description:
          'The change request as PostHog describes it, without the keys about the caller, which PostHog does not know here. `change` is the same, typed.',
        nullable: true,
        resolve: ({ request }) => withoutCallerKeys(request.changeRequest),
      }),
    }),
  });

export function approvalRequired(request: ApprovalRequiredError): ApprovalRequired {
  const { code } = failureTable['approval-required'];
  return { typename: 'ApprovalRequired', code, message: request.message, request };
}
