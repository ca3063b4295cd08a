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
}

/** Its fields are defined with the lifecycle of an experiment, which they are read from. */
export const LifecycleConflictRef = builder.objectRef<LifecycleConflict>('LifecycleConflict');

export function lifecycleConflict(
  reason: LifecycleReason,
  message: string,
  experiment: PostHogKey | null,
): LifecycleConflict {
  const { code } = failureTable['lifecycle-conflict'];
  return { typename: 'LifecycleConflict', code, message, reason, experiment };
}
