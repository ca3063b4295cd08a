import { outcomes } from '../../../posthog/errors/failure-table.ts';
import type { LifecycleReason } from '../../../posthog/errors/error-patterns.ts';
import { builder } from '../../core/builder.ts';
import { ExperimentStatus } from '../../concepts/experiment/enums.ts';
import {
  LifecycleActionEnum,
  LifecycleReasonEnum,
} from '../../concepts/experiment/lifecycle/enums.ts';
import { allowedActions } from '../../concepts/experiment/lifecycle/evaluate.ts';
import { experimentLoader } from '../../concepts/experiment/loader.ts';
import type { GraphContext } from '../../context/context.ts';
import type { PostHogKey } from '../../core/global-id.ts';
import { MutationProblemRef, type ProblemBase } from './problem.ts';

export interface LifecycleConflict extends ProblemBase {
  readonly typename: 'LifecycleConflict';
  readonly reason: LifecycleReason;
  /** The experiment whose state refuses; null where the mutation was not about one that exists. */
  readonly experiment: PostHogKey | null;
}

const current = async ({ experiment }: LifecycleConflict, context: GraphContext) =>
  experiment && (await experimentLoader(context).detail(experiment));

export const LifecycleConflictRef = builder
  .objectRef<LifecycleConflict>('LifecycleConflict')
  .implement({
    description: "The experiment's state does not allow this; nothing was changed.",
    interfaces: [MutationProblemRef],
    fields: (t) => ({
      reason: t.field({
        type: LifecycleReasonEnum.ref,
        description: 'Why, by a stable name.',
        resolve: ({ reason }) => reason,
      }),
      current: t.field({
        type: ExperimentStatus.ref,
        description:
          'The status it is in. 1 upstream call, shared with `allowed`; null when it cannot be read.',
        nullable: true,
        resolve: async (conflict, _args, context) => {
          const row = await current(conflict, context);
          return row && ExperimentStatus.read(row.status);
        },
      }),
      allowed: t.field({
        type: [LifecycleActionEnum],
        description:
          'What is possible now. 1 upstream call, shared with `current`; null when it cannot be read.',
        nullable: true,
        resolve: async (conflict, _args, context) => {
          const row = await current(conflict, context);
          return row && allowedActions(row);
        },
      }),
    }),
  });

export function lifecycleConflict(
  reason: LifecycleReason,
  message: string,
  experiment: PostHogKey | null,
): LifecycleConflict {
  const { code } = outcomes['lifecycle-conflict'];
  return { typename: 'LifecycleConflict', code, message, reason, experiment };
}
