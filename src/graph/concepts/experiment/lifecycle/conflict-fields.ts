import type { GraphContext } from '../../../context/context.ts';
import { builder } from '../../../core/builder.ts';
import { statusOf } from './state.ts';
import { encodeGlobalId, localId } from '../../../core/global-id.ts';
import {
  LifecycleConflictRef,
  type LifecycleConflict,
} from '../../../mutations/problems/lifecycle-conflict.ts';
import { MutationProblemRef } from '../../../mutations/problems/problem.ts';
import { ExperimentStatus } from '../enums.ts';
import { experimentLoader } from '../loader.ts';
import { LifecycleActionEnum, LifecycleReasonEnum } from './enums.ts';
import { allowedActions } from './evaluate.ts';

const current = async ({ experiment }: LifecycleConflict, context: GraphContext) =>
  experiment && (await experimentLoader(context).detail(experiment));

builder.objectType(LifecycleConflictRef, {
  description:
    'The state of the experiment, or of the flag or shared metric, does not permit the action. Nothing was changed.',
  interfaces: [MutationProblemRef],
  fields: (t) => ({
    reason: t.field({
      type: LifecycleReasonEnum.ref,
      description: 'The reason, as a stable name.',
      resolve: ({ reason }) => reason,
    }),
    blockingExperimentIds: t.idList({
      description:
        'The `id`s of the running experiments that use the flag and must be ended first. Empty for every reason but FLAG_IN_USE.',
      resolve: ({ blockedBy }) =>
        blockedBy.map((key) => encodeGlobalId('Experiment', localId(key))),
    }),
    ...ExperimentStatus.fields(t, 'current', {
      description:
        "The experiment's current status. Null if the mutation is not about an experiment. Costs 1 upstream call, shared with `allowed`. Null if it cannot be read.",
      word: async (conflict, context) => {
        const row = await current(conflict, context);
        return row && statusOf(row);
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
