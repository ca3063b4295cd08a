import type { ChangeRequest, RequiredApprovers } from '../../../posthog/errors/change-request.ts';
import { builder } from '../../core/builder.ts';
import { posthogEnum } from '../../core/posthog-enum.ts';

const ChangeRequestState = posthogEnum('ChangeRequestState', 'State of a change request.', {
  pending: ['PENDING', 'It waits for approval.'],
  approved: ['APPROVED', 'It was approved, and is about to be applied.'],
  applied: ['APPLIED', 'It was approved and applied.'],
  rejected: ['REJECTED', 'It was rejected.'],
  expired: ['EXPIRED', 'Nobody decided in time.'],
  failed: ['FAILED', 'It was approved, but could not be applied.'],
});

const ApprovalVoteRef = builder
  .objectRef<ChangeRequest['approvals'][number]>('ApprovalVote')
  .implement({
    description: 'A decision of one approver on a change request.',
    fields: (t) => ({
      userId: t.int({
        description: "PostHog's number of the account that decided. Null if it was deleted.",
        nullable: true,
        resolve: ({ created_by: user }) => user?.id ?? null,
      }),
      decision: t.string({
        description: '`approved` or `rejected`. Null if PostHog does not say.',
        nullable: true,
        resolve: ({ decision }) => decision,
      }),
      reason: t.string({
        description: 'The reason given. Null if there is none.',
        nullable: true,
        resolve: ({ reason }) => reason || null,
      }),
      createdAt: t.field({
        type: 'DateTime',
        description: 'When it was decided. Null if PostHog does not say.',
        nullable: true,
        resolve: (vote) => vote.created_at,
      }),
    }),
  });

export const RequiredApproversRef = builder
  .objectRef<RequiredApprovers>('RequiredApprovers')
  .implement({
    description: 'Who has to approve a change.',
    fields: (t) => ({
      quorum: t.exposeInt('quorum', {
        description: 'Number of approvals needed. Null if PostHog does not say.',
        nullable: true,
      }),
      userIds: t.intList({
        description:
          "PostHog's numbers of the accounts that may approve. Empty if only roles may, or if PostHog does not say.",
        resolve: ({ users }) => [...users],
      }),
      roleIds: t.idList({
        description: "PostHog's UUIDs of the roles whose members may approve.",
        resolve: ({ roles }) => [...roles],
      }),
    }),
  });

export const ChangeRequestRef = builder.objectRef<ChangeRequest>('ChangeRequest').implement({
  description:
    'A change that waits for approval in PostHog. Fields are null where PostHog does not say.',
  fields: (t) => ({
    id: t.id({
      description: "PostHog's UUID of the change request.",
      nullable: true,
      resolve: ({ id }) => id,
    }),
    ...ChangeRequestState.fields(t, 'state', {
      description: 'Its state.',
      word: ({ state }) => state,
    }),
    expiresAt: t.field({
      type: 'DateTime',
      description: 'When it expires if nobody decides.',
      nullable: true,
      resolve: (request) => request.expires_at,
    }),
    createdAt: t.field({
      type: 'DateTime',
      description: 'When it was created.',
      nullable: true,
      resolve: (request) => request.created_at,
    }),
    requesterId: t.int({
      description: "PostHog's number of the account that requested the change.",
      nullable: true,
      resolve: ({ created_by: user }) => user?.id ?? null,
    }),
    actionKey: t.string({
      description:
        "PostHog's name of what is requested, such as `experiment.launch`. For display only: which names an organisation uses depends on its settings.",
      nullable: true,
      resolve: (request) => request.action_key,
    }),
    description: t.string({
      description: 'The change as a sentence for people.',
      nullable: true,
      resolve: ({ intent_display: display }) => display?.description ?? null,
    }),
    before: t.field({
      type: 'JSON',
      description: 'What would change, as it is now.',
      nullable: true,
      resolve: ({ intent_display: display }) => display?.before ?? null,
    }),
    after: t.field({
      type: 'JSON',
      description: 'What would change, as it would be after approval.',
      nullable: true,
      resolve: ({ intent_display: display }) => display?.after ?? null,
    }),
    intent: t.field({
      type: 'JSON',
      description: 'The change as PostHog will apply it; its keys depend on the change.',
      nullable: true,
      resolve: ({ intent }) => intent,
    }),
    validationStatus: t.string({
      description:
        'Whether it can still be applied: `valid`, `invalid`, or `stale` if the object has changed since.',
      nullable: true,
      resolve: (request) => request.validation_status,
    }),
    votes: t.field({
      type: [ApprovalVoteRef],
      description: "The decisions made so far. PostHog's wire name is `approvals`.",
      resolve: ({ approvals }) => approvals,
    }),
  }),
});
