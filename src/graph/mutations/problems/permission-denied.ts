import { failureTable } from '../../../posthog/errors/failure-table.ts';
import type { ForbiddenByPolicyError, ForbiddenError } from '../../../posthog/errors/errors.ts';
import { builder } from '../../core/builder.ts';
import { MutationProblemRef, type ProblemBase } from './problem.ts';

export interface PermissionDenied extends ProblemBase {
  readonly typename: 'PermissionDenied';
  readonly missingScopes: readonly string[];
  readonly policyReason: string | null;
  readonly role: string | null;
  readonly missing: string | null;
}

export const PermissionDeniedRef = builder
  .objectRef<PermissionDenied>('PermissionDenied')
  .implement({
    description:
      'The key or the role of the caller is not permitted to do this. Nothing was changed.',
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
      role: t.exposeString('role', {
        description:
          "The caller's role, if the access policy of this server does not permit it (`FORBIDDEN_BY_POLICY`). Otherwise null.",
        nullable: true,
      }),
      missing: t.exposeString('missing', {
        description:
          'What the role lacks: `write`, `destructive`, a project, or the name of an operation. Null without a role.',
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
    role: null,
    missing: null,
  };
}

/** The problem of a caller whose role in this server's access policy does not permit the change. */
export function forbiddenByPolicyProblem({
  message,
  role,
  missing,
}: Pick<ForbiddenByPolicyError, 'message' | 'role' | 'missing'>): PermissionDenied {
  return {
    typename: 'PermissionDenied',
    code: failureTable['forbidden-by-policy'].code,
    message,
    missingScopes: [],
    policyReason: null,
    role,
    missing,
  };
}
