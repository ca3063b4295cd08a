import { failureTable } from '../../../posthog/errors/failure-table.ts';
import type { ForbiddenError } from '../../../posthog/errors/errors.ts';
import { builder } from '../../core/builder.ts';
import { MutationProblemRef, type ProblemBase } from './problem.ts';

export interface PermissionDenied extends ProblemBase {
  readonly typename: 'PermissionDenied';
  readonly missingScopes: readonly string[];
  readonly policyReason: string | null;
}

export const PermissionDeniedRef = builder
  .objectRef<PermissionDenied>('PermissionDenied')
  .implement({
    description: 'The key is not permitted to do this. Nothing was changed.',
    interfaces: [MutationProblemRef],
    fields: (t) => ({
      missingScopes: t.stringList({
        description:
          'Scopes the key lacks. Empty if the problem is access to the project or object, or a policy.',
        resolve: ({ missingScopes }) => [...missingScopes],
      }),
      policyReason: t.exposeString('policyReason', {
        description:
          'The reason that an approval policy gives for denying the change. Null if no policy denies it.',
        nullable: true,
      }),
    }),
  });

export function permissionDeniedProblem({
  message,
  missingScopes,
  policyReason = null,
}: Pick<ForbiddenError, 'message' | 'missingScopes'> & {
  readonly policyReason?: string | null | undefined;
}): PermissionDenied {
  return {
    typename: 'PermissionDenied',
    code: failureTable.forbidden.code,
    message,
    missingScopes,
    policyReason,
  };
}
