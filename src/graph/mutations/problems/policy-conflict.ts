import type { NamedPolicy, PolicyConflictError } from '../../../posthog/errors/errors.ts';
import { failureTable } from '../../../posthog/errors/failure-table.ts';
import { builder } from '../../core/builder.ts';
import { MutationProblemRef, type ProblemBase } from './problem.ts';

export interface PolicyConflict extends ProblemBase {
  readonly typename: 'PolicyConflict';
  readonly policies: readonly NamedPolicy[];
  readonly guidance: string | null;
}

const ApprovalPolicyRef = builder.objectRef<NamedPolicy>('ApprovalPolicy').implement({
  description: 'An approval policy of the organisation.',
  fields: (t) => ({
    id: t.id({ description: "PostHog's ID of the policy.", resolve: ({ id }) => id }),
    name: t.exposeString('name', {
      description: 'Its name. Null if PostHog does not say.',
      nullable: true,
    }),
  }),
});

export const PolicyConflictRef = builder.objectRef<PolicyConflict>('PolicyConflict').implement({
  description:
    'Several approval policies of the organisation apply to the change and contradict each other. Nothing was changed, and no change request was filed.',
  interfaces: [MutationProblemRef],
  fields: (t) => ({
    policies: t.field({
      type: [ApprovalPolicyRef],
      description: 'The policies that contradict each other. Empty if PostHog named none.',
      resolve: ({ policies }) => [...policies],
    }),
    guidance: t.exposeString('guidance', {
      description: 'What PostHog suggests. Null if it suggests nothing.',
      nullable: true,
    }),
  }),
});

export function policyConflict({
  message,
  policies,
  guidance,
}: PolicyConflictError): PolicyConflict {
  const { code } = failureTable['policy-conflict'];
  return { typename: 'PolicyConflict', code, message, policies, guidance };
}
