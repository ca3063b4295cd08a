import { failureTable } from '../../../posthog/errors/failure-table.ts';
import type { ApprovalRequiredError } from '../../../posthog/errors/errors.ts';
import { builder } from '../../core/builder.ts';
import { MutationProblemRef, type ProblemBase } from './problem.ts';

export interface ApprovalRequired extends ProblemBase {
  readonly typename: 'ApprovalRequired';
  readonly request: ApprovalRequiredError;
}

const ids = (value: unknown): number[] =>
  Array.isArray(value) ? value.filter((id): id is number => Number.isSafeInteger(id)) : [];

/** `required_approvers` is `{users, roles}` of ids where it was seen; its full shape is not established. */
const approvers = ({ requiredApprovers }: ApprovalRequiredError) =>
  typeof requiredApprovers === 'object' && requiredApprovers !== null
    ? (requiredApprovers as { users?: unknown; roles?: unknown })
    : {};

export const ApprovalRequiredRef = builder
  .objectRef<ApprovalRequired>('ApprovalRequired')
  .implement({
    description:
      'A policy of the organisation wants somebody to approve the change of the flag. PostHog filed a change request; experiment and flag are unchanged until it is approved.',
    interfaces: [MutationProblemRef],
    fields: (t) => ({
      changeRequestId: t.id({
        description: 'Id of the change request to wait for; null when PostHog did not name it.',
        nullable: true,
        resolve: ({ request }) => request.changeRequestId,
      }),
      pending: t.boolean({
        description: 'True when an earlier request for the same change is still open.',
        resolve: ({ request }) => request.pending,
      }),
      resourceType: t.string({
        description: 'What the change is about, such as `feature_flag`.',
        nullable: true,
        resolve: ({ request }) => request.resourceType,
      }),
      resourceId: t.id({
        description: "PostHog's number of what the change is about.",
        nullable: true,
        resolve: ({ request }) => request.resourceId,
      }),
      approverIds: t.intList({
        description:
          "PostHog's numbers of the accounts that may approve; empty when PostHog named none.",
        resolve: ({ request }) => ids(approvers(request).users),
      }),
      approvers: t.field({
        type: 'JSON',
        description: "Who may approve, as PostHog says it; its shape is PostHog's own.",
        nullable: true,
        resolve: ({ request }) => request.requiredApprovers,
      }),
      changeRequest: t.field({
        type: 'JSON',
        description: 'The change request as PostHog describes it.',
        nullable: true,
        resolve: ({ request }) => request.changeRequest,
      }),
    }),
  });

export function approvalRequired(request: ApprovalRequiredError): ApprovalRequired {
  const { code } = failureTable['approval-required'];
  return { typename: 'ApprovalRequired', code, message: request.message, request };
}
