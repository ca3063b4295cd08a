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
    description: 'The key may not do this; nothing was changed.',
    interfaces: [MutationProblemRef],
    fields: (t) => ({
      missingScopes: t.stringList({
        description:
          'Scopes to add to the key; empty when it is about access to the project or object, or about a policy.',
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
