import { failureTable } from '../../../posthog/errors/failure-table.ts';
import type { LifecycleReason } from '../../../posthog/errors/error-patterns.ts';
import { builder } from '../../core/builder.ts';
import type { PostHogKey } from '../../core/global-id.ts';
import type { ProblemBase } from './problem.ts';

export interface LifecycleConflict extends ProblemBase {
  readonly typename: 'LifecycleConflict';
  readonly reason: LifecycleReason;
  /** The experiment whose state refuses; null where the mutation was not about one that exists. */
  readonly experiment: PostHogKey | null;
  /** The running experiments that prevent a change of their flag. */
  readonly blockedBy: readonly PostHogKey[];
}

/** Its fields are defined with the lifecycle of an experiment, which they are read from. */
export const LifecycleConflictRef = builder.objectRef<LifecycleConflict>('LifecycleConflict');

export function lifecycleConflict(
  conflict: Pick<LifecycleConflict, 'message' | 'reason' | 'experiment'> &
    Partial<Pick<LifecycleConflict, 'blockedBy'>>,
): LifecycleConflict {
  const { code } = failureTable['lifecycle-conflict'];
  return { typename: 'LifecycleConflict', code, blockedBy: [], ...conflict };
}
