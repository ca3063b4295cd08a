import { outcomes } from '../../posthog/outcomes.ts';
import type { LifecycleReason } from '../../posthog/known-texts.ts';
import { builder } from '../builder.ts';
import { ExperimentStatus } from '../experiment/enums.ts';
import { LifecycleActionEnum, LifecycleReasonEnum } from '../experiment/lifecycle/enums.ts';
import { allowedActions } from '../experiment/lifecycle/evaluate.ts';
import { experimentLoader } from '../experiment/loader.ts';
import type { GraphContext } from '../context.ts';
import type { PostHogKey } from '../global-id.ts';
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
    description: "The experiment's state does not permit the action. Nothing was changed.",
    interfaces: [MutationProblemRef],
    fields: (t) => ({
      reason: t.field({
        type: LifecycleReasonEnum.ref,
        description: 'The reason, as a stable name.',
        resolve: ({ reason }) => reason,
      }),
      current: t.field({
        type: ExperimentStatus.ref,
        description:
          "The experiment's current status. Costs 1 upstream call, shared with `allowed`. Null if it cannot be read.",
        nullable: true,
        resolve: async (conflict, _args, context) => {
          const row = await current(conflict, context);
          return row && ExperimentStatus.read(row.status);
        },
      }),
      allowed: t.field({
        type: [LifecycleActionEnum],
        description:
          'The actions that are currently possible. Costs 1 upstream call, shared with `current`. Null if they cannot be determined.',
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
