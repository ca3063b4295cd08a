import { failureTable } from '../../../posthog/errors/failure-table.ts';
import { builder } from '../../core/builder.ts';
import { MutationProblemRef, type ProblemBase } from './problem.ts';

export interface PermissionDenied extends ProblemBase {
  readonly typename: 'PermissionDenied';
  readonly missingScopes: readonly string[];
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
    }),
  });

export function permissionDeniedProblem(
  message: string,
  missingScopes: readonly string[],
): PermissionDenied {
  return {
    typename: 'PermissionDenied',
    code: failureTable.forbidden.code,
    message,
    missingScopes,
  };
}
