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
      'An approval policy of the organisation requires someone to approve the change to the flag. PostHog has filed a change request; experiment and flag do not change until it is approved.',
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
        description: 'The kind of object the change concerns, such as `feature_flag`.',
        nullable: true,
        resolve: ({ request }) => request.resourceType,
      }),
      resourceId: t.id({
        description: "PostHog's number of the object the change concerns.",
        nullable: true,
        resolve: ({ request }) => request.resourceId,
      }),
      approverIds: t.intList({
        description:
          "PostHog's numbers of the accounts that may approve. Empty if PostHog returned none.",
        resolve: ({ request }) => ids(approvers(request).users),
      }),
      approvers: t.field({
        type: 'JSON',
        description: "Who may approve, in PostHog's own format.",
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
