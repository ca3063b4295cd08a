import type { GraphQLInputFieldMap } from 'graphql';
import type { LifecycleConflictError, PostHogFailure } from '../../../posthog/errors/errors.ts';
import { failureTable } from '../../../posthog/errors/failure-table.ts';
import { upstreamCode } from '../../context/error-codes.ts';
import type { PostHogKey } from '../../core/global-id.ts';
import { approvalRequired, type ApprovalRequired } from './approval-required.ts';
import { inputPath } from './input-path.ts';
import { lifecycleConflict, type LifecycleConflict } from './lifecycle-conflict.ts';
import { policyConflict, type PolicyConflict } from './policy-conflict.ts';
import { notFoundProblem, type NotFoundProblem } from './not-found-problem.ts';
import {
  forbiddenByPolicyProblem,
  permissionDeniedProblem,
  type PermissionDenied,
} from './permission-denied.ts';
import {
  recalculationUnavailable,
  type RecalculationUnavailable,
} from './recalculation-unavailable.ts';
import type { ValidationProblem } from './validation-problem.ts';
import { versionConflict, type VersionConflict } from './version-conflict.ts';

export type Problem =
  | ValidationProblem
  | LifecycleConflict
  | ApprovalRequired
  | PolicyConflict
  | RecalculationUnavailable
  | VersionConflict
  | NotFoundProblem
  | PermissionDenied;

const problems: ReadonlySet<string> = new Set<Problem['typename']>([
  'ValidationProblem',
  'LifecycleConflict',
  'ApprovalRequired',
  'PolicyConflict',
  'RecalculationUnavailable',
  'VersionConflict',
  'NotFoundProblem',
  'PermissionDenied',
]);

/** True for a problem, false for a payload. */
export function isProblem(outcome: { readonly typename: string }): outcome is Problem {
  return problems.has(outcome.typename);
}

/** What the mutation was about, to report a failure in terms of its input. */
export interface About {
  readonly experiment?: PostHogKey | undefined;
  readonly expectedVersion?: number | null | undefined;
  /** The project that PostHog's numbers in a refusal belong to. */
  readonly projectId?: string | undefined;
  /** The input's fields; PostHog's names are mapped onto these. */
  readonly inputFields: GraphQLInputFieldMap;
}

/**
 * The problem a failed call means to a caller of a mutation.
 * @throws the failure itself where the outcome table puts it into `errors`
 */
export function problemOf(failure: PostHogFailure, about: About): Problem {
  if (failureTable[failure.kind].surface === 'error') throw failure;
  switch (failure.kind) {
    case 'validation': {
      const { attr, message } = failure;
      const code = upstreamCode(failure.code);
      const path = inputPath(attr, message, about.inputFields);
      return {
        typename: 'ValidationProblem',
        code,
        message,
        attr,
        faults: [{ path, code, message }],
      };
    }
    case 'lifecycle-conflict':
      return lifecycleConflict({
        reason: failure.reason,
        message: failure.message,
        experiment: about.experiment ?? null,
        blockedBy: blockedBy(failure, about),
      });
    case 'policy-conflict':
      return policyConflict(failure);
    case 'scheduling-unavailable':
      return recalculationUnavailable(failure);
    case 'approval-required':
      return approvalRequired(failure);
    case 'version-conflict':
      return versionConflict({
        message: failure.message,
        expected: about.expectedVersion ?? null,
        current: failure.currentVersion,
        fields: failure.conflictingFields,
        metricUuids: failure.conflictingMetricUuids,
      });
    case 'not-found':
      return notFoundProblem(failure.message);
    case 'forbidden':
      return permissionDeniedProblem(failure);
    case 'forbidden-by-policy':
      return forbiddenByPolicyProblem(failure);
    default:
      throw failure;
  }
}

function blockedBy(
  { blockingExperiments }: LifecycleConflictError,
  { experiment, projectId = experiment?.projectId }: About,
): PostHogKey[] {
  if (projectId === undefined) return [];
  return blockingExperiments.map((posthogId) => ({ projectId, posthogId }));
}
